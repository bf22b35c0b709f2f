(** * The group (Z_2)^m and its Walsh characters.

    The elements are the numbers 0, ..., 2^m - 1 read as m binary digits, addition is the exclusive or, every element is
    its own opposite, and chi_k(g) = (-1)^(number of common ones of k and g). Multiplicativity rests on one fact: the
    parity of the number of ones is additive under exclusive or; everything else is digit by digit, by recursion over m.
    [walsh m] is a group of Prelude for every m, m = 0 included (one element). These are the characters behind the
    Hadamard matrices of [G] (Hadamard initialisation abstract). *)

From Coq Require Import Arith Bool Lia Lra.
From Symflow Require Import Prelude Sums Complex.
Local Open Scope R_scope.

(** ** Binary digits. *)

(** The number of ones among the m lowest digits. *)

Fixpoint popcount (m n : nat) : nat :=
  match m with
  | O => O
  | S m' => (Nat.b2n (Nat.odd n) + popcount m' (Nat.div2 n))%nat
  end.

Lemma halves n : n = (2 * Nat.div2 n + Nat.b2n (Nat.odd n))%nat.
Proof. exact (Nat.div2_odd n). Qed.

Lemma below_halves m n : (n < 2 ^ S m)%nat <-> (Nat.div2 n < 2 ^ m)%nat.
Proof.
  assert (E := halves n); rewrite Nat.pow_succ_r'.
  destruct (Nat.odd n); simpl Nat.b2n in E; lia.
Qed.

Lemma odd_lxor x y : Nat.odd (Nat.lxor x y) = xorb (Nat.odd x) (Nat.odd y).
Proof. rewrite <- !Nat.bit0_odd; apply Nat.lxor_spec. Qed.

Lemma odd_land x y : Nat.odd (Nat.land x y) = andb (Nat.odd x) (Nat.odd y).
Proof. rewrite <- !Nat.bit0_odd; apply Nat.land_spec. Qed.

Lemma div2_lxor x y : Nat.div2 (Nat.lxor x y) = Nat.lxor (Nat.div2 x) (Nat.div2 y).
Proof. rewrite !Nat.div2_spec; apply Nat.shiftr_lxor. Qed.

Lemma div2_land x y : Nat.div2 (Nat.land x y) = Nat.land (Nat.div2 x) (Nat.div2 y).
Proof. rewrite !Nat.div2_spec; apply Nat.shiftr_land. Qed.

Lemma lxor_below m : forall x y, (x < 2 ^ m)%nat -> (y < 2 ^ m)%nat -> (Nat.lxor x y < 2 ^ m)%nat.
Proof.
  induction m as [| m IH]; intros x y xm ym.
  - simpl in xm, ym; replace x with 0%nat by lia; replace y with 0%nat by lia; exact Nat.lt_0_1.
  - rewrite below_halves in *; rewrite div2_lxor; apply IH; assumption.
Qed.

Lemma land_lxor_r k g h : Nat.land k (Nat.lxor g h) = Nat.lxor (Nat.land k g) (Nat.land k h).
Proof.
  apply Nat.bits_inj; intros i.
  rewrite Nat.land_spec, !Nat.lxor_spec, !Nat.land_spec.
  destruct (Nat.testbit k i), (Nat.testbit g i), (Nat.testbit h i); reflexivity.
Qed.

(** ** The sign (-1)^popcount. *)

Definition walsh_sign (m n : nat) : R := (-1) ^ popcount m n.

Lemma sign_step m n : walsh_sign (S m) n = (-1) ^ Nat.b2n (Nat.odd n) * walsh_sign m (Nat.div2 n).
Proof. unfold walsh_sign; simpl popcount; apply pow_add. Qed.

Lemma sign_zero m : walsh_sign m 0 = 1.
Proof.
  induction m as [| m IH]; [reflexivity |].
  rewrite sign_step; simpl; rewrite IH; ring.
Qed.

Lemma sign_square m n : walsh_sign m n * walsh_sign m n = 1.
Proof.
  unfold walsh_sign; rewrite <- pow_add.
  replace (popcount m n + popcount m n)%nat with (2 * popcount m n)%nat by lia.
  apply pow_1_even.
Qed.

Lemma sign_lxor m : forall x y, walsh_sign m (Nat.lxor x y) = walsh_sign m x * walsh_sign m y.
Proof.
  induction m as [| m IH]; intros x y; [unfold walsh_sign; simpl; ring |].
  rewrite !sign_step, odd_lxor, div2_lxor, IH.
  destruct (Nat.odd x), (Nat.odd y); simpl; ring.
Qed.

(** If every k has an even number of ones in common with g, then g has none. *)

Lemma sign_faithful m : forall g, (g < 2 ^ m)%nat ->
  (forall k, (k < 2 ^ m)%nat -> walsh_sign m (Nat.land k g) = 1) -> g = 0%nat.
Proof.
  induction m as [| m IH]; intros g gm trivial; [simpl in gm; lia |].
  assert (last : Nat.odd g = false).
  { assert (one : (1 < 2 ^ S m)%nat) by (apply below_halves; simpl Nat.div2; assert (P := Nat.pow_nonzero 2 m); lia).
    assert (E := trivial 1%nat one); rewrite sign_step, odd_land, div2_land in E.
    replace (Nat.land (Nat.div2 1) (Nat.div2 g)) with 0%nat in E by reflexivity.
    rewrite sign_zero in E; destruct (Nat.odd g); [exfalso; simpl in E; lra | reflexivity]. }
  assert (rest : Nat.div2 g = 0%nat).
  { apply IH; [apply below_halves; exact gm |].
    intros k km.
    assert (double : Nat.div2 (2 * k) = k) by apply Nat.div2_double.
    assert (E : walsh_sign (S m) (Nat.land (2 * k) g) = 1) by (apply trivial, below_halves; rewrite double; exact km).
    rewrite sign_step, odd_land, last, andb_false_r, div2_land, double in E.
    simpl in E; rewrite Rmult_1_l in E; exact E. }
  rewrite (halves g), last, rest; reflexivity.
Qed.

(** ** The group. *)

Definition walsh_chi (m k g : nat) : complex := RtoC (walsh_sign m (Nat.land k g)).

Lemma walsh_chi_unit m k g : Cmul (walsh_chi m k g) (Cconj (walsh_chi m k g)) = RtoC 1.
Proof.
  unfold walsh_chi; rewrite Cconj_RtoC, <- RtoC_mult, sign_square; reflexivity.
Qed.

Definition walsh (m : nat) : abelian.
Proof.
  refine {| order := (2 ^ m)%nat; gplus := Nat.lxor; gopp := fun g => g; chi := walsh_chi m |}.
  - assert (P := Nat.pow_nonzero 2 m); lia.
  - apply lxor_below.
  - intros g gm; exact gm.
  - intros; apply Nat.lxor_assoc.
  - intros; apply Nat.lxor_comm.
  - intros; apply Nat.lxor_0_l.
  - intros; apply Nat.lxor_nilpotent.
  - intros; unfold walsh_chi; rewrite Nat.land_comm; reflexivity.
  - intros; unfold walsh_chi; rewrite land_lxor_r, sign_lxor; apply RtoC_mult.
  - intros; apply walsh_chi_unit.
  - intros g gm trivial; apply (sign_faithful m g gm).
    intros k km; apply RtoC_injective, trivial, km.
Defined.

Lemma walsh_order m : order (walsh m) = (2 ^ m)%nat.
Proof. reflexivity. Qed.

(** The values as in the theory, and real. *)

Lemma walsh_values m k g : chi (walsh m) k g = RtoC ((-1) ^ popcount m (Nat.land k g)).
Proof. reflexivity. Qed.

Lemma walsh_gplus m g h : gplus (walsh m) g h = Nat.lxor g h.
Proof. reflexivity. Qed.
