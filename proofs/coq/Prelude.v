(** * The words of the printed goals.

    Every goal that symflow prints is made of the standard library's real numbers and of the words defined here, and of
    nothing else: finite sums, Kronecker's delta, complex numbers, one entry of a family replaced, and finite abelian
    groups with a symmetric bicharacter. Whoever reads a goal needs this file; there are no theorems in it. *)

From Coq Require Export Reals.
From Coq Require Import Arith.
Local Open Scope R_scope.

(** ** Finite sums: [total n f] is f 0 + ... + f (n - 1), [total1 n f] the same without f 0. *)

Fixpoint total (n : nat) (f : nat -> R) : R :=
  match n with
  | O => 0
  | S m => total m f + f m
  end.

Definition total1 (n : nat) (f : nat -> R) : R := total (n - 1) (fun i => f (S i)).

Definition delta (i j : nat) : R := if Nat.eqb i j then 1 else 0.

(** ** Complex numbers, as pairs of a real and an imaginary part. *)

Definition complex : Type := (R * R)%type.
Definition Re (z : complex) : R := fst z.
Definition Im (z : complex) : R := snd z.
Definition RtoC (x : R) : complex := (x, 0).
Definition Cadd (z w : complex) : complex := (Re z + Re w, Im z + Im w).
Definition Copp (z : complex) : complex := (- Re z, - Im z).
Definition Cmul (z w : complex) : complex := (Re z * Re w - Im z * Im w, Re z * Im w + Im z * Re w).
Definition Cconj (z : complex) : complex := (Re z, - Im z).

Fixpoint ctotal (n : nat) (f : nat -> complex) : complex :=
  match n with
  | O => RtoC 0
  | S m => Cadd (ctotal m f) (f m)
  end.

Definition ctotal1 (n : nat) (f : nat -> complex) : complex := ctotal (n - 1) (fun i => f (S i)).

(** ** A family with the entry at one place replaced by x. *)

Definition update1 (f : nat -> R) (i : nat) (x : R) : nat -> R :=
  fun i' => if Nat.eqb i' i then x else f i'.

Definition update2 (f : nat -> nat -> R) (i j : nat) (x : R) : nat -> nat -> R :=
  fun i' j' => if (Nat.eqb i' i && Nat.eqb j' j)%bool then x else f i' j'.

Definition update3 (f : nat -> nat -> nat -> R) (i j k : nat) (x : R) : nat -> nat -> nat -> R :=
  fun i' j' k' => if (Nat.eqb i' i && Nat.eqb j' j && Nat.eqb k' k)%bool then x else f i' j' k'.

(** ** A finite abelian group on {0, ..., order - 1}, 0 its neutral element, with a symmetric bicharacter chi: values of
    modulus 1, multiplicative, and faithful. Walsh.v and Cyclic.v have the two families of the theory. *)

Record abelian : Type := {
  order : nat;
  gplus : nat -> nat -> nat;
  gopp : nat -> nat;
  chi : nat -> nat -> complex;
  order_positive : (0 < order)%nat;
  gplus_below : forall g h, (g < order)%nat -> (h < order)%nat -> (gplus g h < order)%nat;
  gopp_below : forall g, (g < order)%nat -> (gopp g < order)%nat;
  gplus_assoc : forall g h k, (g < order)%nat -> (h < order)%nat -> (k < order)%nat ->
    gplus (gplus g h) k = gplus g (gplus h k);
  gplus_comm : forall g h, (g < order)%nat -> (h < order)%nat -> gplus g h = gplus h g;
  gplus_zero : forall g, (g < order)%nat -> gplus 0 g = g;
  gplus_gopp : forall g, (g < order)%nat -> gplus g (gopp g) = 0%nat;
  chi_symmetric : forall k g, (k < order)%nat -> (g < order)%nat -> chi k g = chi g k;
  chi_gplus : forall k g h, (k < order)%nat -> (g < order)%nat -> (h < order)%nat ->
    chi k (gplus g h) = Cmul (chi k g) (chi k h);
  chi_unit : forall k g, (k < order)%nat -> (g < order)%nat -> Cmul (chi k g) (Cconj (chi k g)) = RtoC 1;
  chi_faithful : forall g, (g < order)%nat -> (forall k, (k < order)%nat -> chi k g = RtoC 1) -> g = 0%nat
}.
