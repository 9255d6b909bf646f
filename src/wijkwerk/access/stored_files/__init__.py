"""Files that hang on a record: a document itself, annexes, receipts, photographs.

    keeps_files(Document, by="add")              once, below the model: who may do this deed may add files too

    with storing() as store:                     the bytes first, then the row, in one transaction
        store.add(record, fit, name="Verslag", level=Confidentiality.INTERN, by=person)
    remove_file(file, by=person, reason="…")
    open_whole(file)                             its bytes; raises DamagedFileError where it is not as it was stored

Bytes stand once in `<data>/bestanden/` under their own hash; rows say what they hang on and who may read them.
"""
