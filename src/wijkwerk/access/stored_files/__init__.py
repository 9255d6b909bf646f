"""Files that hang on a record: a document itself, annexes, receipts, photographs.

    keeps_files(Document, by="add")              once, below the model: who may do this deed may add files too

    add_file(record, fit, name="Verslag", level=Confidentiality.INTERN, by=person)
    with storing(fit) as under_way:              the same in one transaction with a record that is new
        under_way.hang(record, name="Verslag", level=Confidentiality.INTERN, by=person, is_fixed=True)
    remove_file(file, by=person, reason="…")
    open_whole(file)                             its bytes; raises DamagedFileError where it is not as it was stored

Bytes stand once in `<data>/bestanden/` under their own hash; rows say what they hang on and who may read them.
"""
