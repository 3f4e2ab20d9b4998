"""One vendor a file, imported when first used. Vendor errors become `ArchwayError`s here."""
