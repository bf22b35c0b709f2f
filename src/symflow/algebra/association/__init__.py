"""Symmetric commutative association schemes, as exact objects: the namespace ``symflow.schemes``.

Every name here makes a scheme, or says why there is none. `walsh(m)` and `cyclic(K)` are the group schemes, with the
modes of single characters; `group` turns them into schemes of relations where all eigenvalues are rational.
"""

from symflow.algebra.association.eigenmatrix import from_eigenmatrix
from symflow.algebra.association.families import (
    group,
    hamming,
    johnson,
    multipartite,
    product,
    tree,
    trivial,
    wreath,
)
from symflow.algebra.association.fusion import direct_sum, fuse
from symflow.algebra.association.named import named
from symflow.algebra.association.relations import from_relations
from symflow.algebra.association.scheme import AssociationScheme
from symflow.algebra.association.softmax import SchemeSoftmax, softmax
from symflow.algebra.schemes import Scheme, cyclic, walsh

__all__ = [
    "AssociationScheme",
    "Scheme",
    "SchemeSoftmax",
    "cyclic",
    "direct_sum",
    "from_eigenmatrix",
    "from_relations",
    "fuse",
    "group",
    "hamming",
    "johnson",
    "multipartite",
    "named",
    "product",
    "softmax",
    "tree",
    "trivial",
    "walsh",
    "wreath",
]
