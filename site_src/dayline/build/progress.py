"""What a build is at."""


class Progress:
    """Told what a build is at; this one shows it nowhere."""

    def begin(self, stage: str, total: int = 0) -> None:
        """A stage begins, of `total` things if their number is known."""

    def step(self, number: int = 1) -> None:
        """A number of things are done."""


SILENT = Progress()
