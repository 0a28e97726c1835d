"""From passages to mentions, themes, stance and quotes. Knows no file format and no table."""
