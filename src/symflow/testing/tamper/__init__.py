r"""The tamper corpus: certificates that were edited, to find out whether the checker refuses them.

    places      every node of a certificate, with the sort that the grammar gives it
    leaves      edits of words, names, numbers and flags
    nodes       edits of formulas, statements, uses and lists
    fields      edits of the fields of a certificate
    files       edits of its bytes
    seal        all digests, the text and the cited facts computed again from the edited content
    corpus      the edits, numbered: a seed and a number determine one
    judge       what the checker answers, and for what kind of reason
    survivors   what an edit that is accepted has left: the same statement, a weaker one, or another
    twins       the false twins of claims under the steps of the true ones
    second      what the prover says of an accepted certificate
    record      counts by kind and by reason, in a file
    page        the table of docs/soundness.md
    run         all of it, with a limit of time for each file

``python -m symflow.testing.tamper FOLDER`` runs it on a folder of certificates; docs/soundness.md has the outcome.
"""
