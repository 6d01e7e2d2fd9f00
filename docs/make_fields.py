"""Writes `docs/fields.md` and `docs/schema/*.json` from the declared records: `python3 docs/make_fields.py`."""

import json
import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "site_src"))

from dayline.read.records import RECORDS  # noqa: E402
from dayline.schema.export import json_schema, reference  # noqa: E402

(DOCS / "fields.md").write_text(reference(RECORDS), "utf-8")
(DOCS / "schema").mkdir(exist_ok=True)
for kind, (cls, noun) in RECORDS.items():
    text = json.dumps(json_schema(cls, noun), ensure_ascii=False, indent=2)
    (DOCS / "schema" / f"{kind}.json").write_text(text + "\n", "utf-8")
