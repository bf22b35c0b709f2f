r"""Whether a paper that holds an earlier export still says what is verified.

reading     the paper and the files that it reads, as tokens
changes     what the paper defines anew, and what could change the meaning of anything
places      where the claims stand, and whether that is a place that is typeset
comparing   claim by claim: the paper's tokens against a fresh export
telling     the table and the JSON
"""
