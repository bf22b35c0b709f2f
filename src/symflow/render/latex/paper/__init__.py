r"""Whether a paper that holds an earlier export still says what is verified.

reading       the paper and the files that it reads; lexing: as tokens
places        where the claims stand; around, eaten: whether that is a place that is typeset
changes       what the paper defines; meanings: what it may mean by a macro of an export
surroundings  what around the claims could change what they print; remains: in files of an earlier run
notation      all of that, for one claim after the other; vocabulary: the lists of commands
comparing     claim by claim: the paper's tokens against a fresh export
checking      the whole check, its table and its JSON
"""
