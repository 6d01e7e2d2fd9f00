"""What pages ask about a timeline, noted while they are made: a page is made again if an answer has changed."""
