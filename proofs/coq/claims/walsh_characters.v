(** * Walsh characters: symmetry, multiplicativity, signs, orthogonality.

    On (Z_2)^m the bicharacter chi_k(g) = (-1)^(number of common ones of k and g) is symmetric, multiplicative in g, has
    values 1 and -1, and sum_k chi_k(g) = 2^m delta_g0: the rows of the Hadamard matrix of order 2^m are orthogonal
    ([G], Hadamard initialisation abstract). The first three are fields of the record [walsh m] and the square of a
    sign; the last is orthogonality of characters for any group (GroupSums). *)

From Coq Require Import Arith.
From Symflow Require Import Prelude Complex GroupSums Walsh.
Local Open Scope R_scope.

Theorem part_symmetric : forall m g, (g < order (walsh m))%nat -> forall k, (k < order (walsh m))%nat ->
  chi (walsh m) k g = chi (walsh m) g k.
Proof. intros m g gK k kK; apply chi_symmetric; assumption. Qed.

Theorem part_multiplicative : forall m g, (g < order (walsh m))%nat -> forall h, (h < order (walsh m))%nat ->
  forall k, (k < order (walsh m))%nat ->
  chi (walsh m) k (gplus (walsh m) g h) = Cmul (chi (walsh m) k g) (chi (walsh m) k h).
Proof. intros m g gK h hK k kK; apply chi_gplus; assumption. Qed.

Theorem part_square : forall m g, (g < order (walsh m))%nat -> forall k, (k < order (walsh m))%nat ->
  Cmul (chi (walsh m) k g) (chi (walsh m) k g) = RtoC 1.
Proof. intros m g _ k _; rewrite walsh_values, <- RtoC_mult; apply f_equal, sign_square. Qed.

Theorem part_orthogonal : forall m g, (g < order (walsh m))%nat ->
  ctotal (order (walsh m)) (fun k => chi (walsh m) k g) = RtoC (INR (order (walsh m)) * delta g 0).
Proof. intros m g gK; apply chi_orthogonal; assumption. Qed.
