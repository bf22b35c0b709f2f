"""dL/dZ = P - Y, dL/dW = (P - Y) H^T, dL/dH = W^T (P - Y): differentiate the loss at fresh indices."""

from symflow import derive, run_alone


def proof(claim):
    softmax = "differentiate log sum exp at fresh indices; e^{Z_p} / sum_j e^{Z_j} is P_p"
    return [
        derive("logits", claim["dL/dZ"], softmax, unfold=["P"]),
        derive("classifier", claim["dL/dW"], "the chain rule through Z = W H", unfold=["P"]),
        derive("features", claim["dL/dH"], "the chain rule through Z = W H", unfold=["P"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
