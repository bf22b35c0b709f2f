(** * Complex numbers: a commutative ring, conjugation, finite sums.

    A complex number is a pair of real numbers (Prelude). Here: the pairs form a commutative ring (so that [ring] works
    on them), conjugation is a ring automorphism that fixes exactly the reals, and a finite complex sum is the pair of
    the sums of real and imaginary parts, which hands every law of real sums (Sums) on to complex ones. *)

From Coq Require Import Arith Lia Lra Ring.
From Symflow Require Import Prelude Sums.
Local Open Scope R_scope.

(** ** The ring. *)

Lemma complex_ext z w : Re z = Re w -> Im z = Im w -> z = w.
Proof.
  destruct z as [a b], w as [c d]; unfold Re, Im; simpl.
  intros -> ->; reflexivity.
Qed.

(** Turns an equation between complex numbers into two real ones and computes the parts. *)

Ltac parts := apply complex_ext; unfold Cadd, Copp, Cmul, Cconj, RtoC, Re, Im; simpl.

Lemma complex_ring : ring_theory (RtoC 0) (RtoC 1) Cadd Cmul (fun z w => Cadd z (Copp w)) Copp (@eq complex).
Proof.
  constructor; intros; try reflexivity; parts; ring.
Qed.

Add Ring complex_ring_instance : complex_ring.

Lemma RtoC_plus x y : RtoC (x + y) = Cadd (RtoC x) (RtoC y).
Proof. parts; ring. Qed.

Lemma RtoC_mult x y : RtoC (x * y) = Cmul (RtoC x) (RtoC y).
Proof. parts; ring. Qed.

Lemma RtoC_injective x y : RtoC x = RtoC y -> x = y.
Proof. intros E; exact (f_equal Re E). Qed.

Lemma Re_Cmul_RtoC z x : Re (Cmul z (RtoC x)) = Re z * x.
Proof. unfold Cmul, RtoC, Re, Im; simpl; ring. Qed.

(** The real numbers decide whether two complex numbers are the same. *)

Lemma complex_eq_dec (z w : complex) : {z = w} + {z <> w}.
Proof.
  destruct (Req_EM_T (Re z) (Re w)) as [er | nr].
  - destruct (Req_EM_T (Im z) (Im w)) as [ei | ni].
    + left; apply complex_ext; assumption.
    + right; intros E; apply ni; rewrite E; reflexivity.
  - right; intros E; apply nr; rewrite E; reflexivity.
Qed.

(** There are no divisors of zero: |z|^2 |w|^2 = |z w|^2. *)

Lemma Cmul_zero z w : Cmul z w = RtoC 0 -> z <> RtoC 0 -> w = RtoC 0.
Proof.
  intros E nz.
  assert (N : (Re z * Re z + Im z * Im z) * (Re w * Re w + Im w * Im w) = 0).
  { assert (er := f_equal Re E); assert (ei := f_equal Im E).
    unfold Cmul, RtoC, Re, Im in *; simpl in *.
    transitivity ((fst z * fst w - snd z * snd w) * (fst z * fst w - snd z * snd w)
                  + (fst z * snd w + snd z * fst w) * (fst z * snd w + snd z * fst w)); [ring |].
    rewrite er, ei; ring. }
  destruct (Rmult_integral _ _ N) as [Z | W].
  - exfalso; apply nz; parts; apply Rplus_sqr_eq_0 in Z; apply Z.
  - parts; apply Rplus_sqr_eq_0 in W; apply W.
Qed.

(** ** Finite sums. *)

Lemma Re_ctotal n f : Re (ctotal n f) = total n (fun i => Re (f i)).
Proof.
  induction n as [| n IH]; [reflexivity |].
  simpl; rewrite <- IH; reflexivity.
Qed.

Lemma Im_ctotal n f : Im (ctotal n f) = total n (fun i => Im (f i)).
Proof.
  induction n as [| n IH]; [reflexivity |].
  simpl; rewrite <- IH; reflexivity.
Qed.

Lemma ctotal_ext n f g : (forall i, (i < n)%nat -> f i = g i) -> ctotal n f = ctotal n g.
Proof.
  induction n as [| n IH]; intros E; [reflexivity |].
  simpl; rewrite IH, E by auto with arith; reflexivity.
Qed.

Lemma ctotal_plus n f g : ctotal n (fun i => Cadd (f i) (g i)) = Cadd (ctotal n f) (ctotal n g).
Proof.
  induction n as [| n IH]; simpl; [| rewrite IH]; ring.
Qed.

Lemma ctotal_scal n c f : ctotal n (fun i => Cmul c (f i)) = Cmul c (ctotal n f).
Proof.
  induction n as [| n IH]; simpl; [| rewrite IH]; ring.
Qed.

Lemma ctotal_scal_r n c f : ctotal n (fun i => Cmul (f i) c) = Cmul (ctotal n f) c.
Proof.
  induction n as [| n IH]; simpl; [| rewrite IH]; ring.
Qed.

Lemma ctotal_swap n m (f : nat -> nat -> complex) :
  ctotal n (fun i => ctotal m (fun j => f i j)) = ctotal m (fun j => ctotal n (fun i => f i j)).
Proof.
  induction n as [| n IH]; simpl.
  - induction m as [| m IHm]; simpl; [reflexivity | rewrite <- IHm; ring].
  - rewrite IH, <- ctotal_plus; reflexivity.
Qed.

Lemma ctotal_reindex n (s r : nat -> nat) f :
  (forall i, (i < n)%nat -> (s i < n)%nat) -> (forall i, (i < n)%nat -> (r i < n)%nat) ->
  (forall i, (i < n)%nat -> r (s i) = i) -> (forall i, (i < n)%nat -> s (r i) = i) ->
  ctotal n (fun i => f (s i)) = ctotal n f.
Proof.
  intros sn rn rs sr; apply complex_ext.
  - rewrite !Re_ctotal; apply (total_reindex n s r (fun i => Re (f i))); assumption.
  - rewrite !Im_ctotal; apply (total_reindex n s r (fun i => Im (f i))); assumption.
Qed.

Lemma ctotal_RtoC n f : ctotal n (fun i => RtoC (f i)) = RtoC (total n f).
Proof.
  induction n as [| n IH]; simpl; [reflexivity |].
  rewrite IH, RtoC_plus; reflexivity.
Qed.

Lemma ctotal_delta n i f : (i < n)%nat -> ctotal n (fun j => Cmul (RtoC (delta i j)) (f j)) = f i.
Proof.
  intros below; apply complex_ext.
  - rewrite Re_ctotal, <- (total_delta n i (fun j => Re (f j)) below).
    apply total_ext; intros j _; unfold Cmul, RtoC, Re, Im; simpl; ring.
  - rewrite Im_ctotal, <- (total_delta n i (fun j => Im (f j)) below).
    apply total_ext; intros j _; unfold Cmul, RtoC, Re, Im; simpl; ring.
Qed.

(** ** Conjugation. *)

Lemma Cconj_Cadd z w : Cconj (Cadd z w) = Cadd (Cconj z) (Cconj w).
Proof. parts; ring. Qed.

Lemma Cconj_Cmul z w : Cconj (Cmul z w) = Cmul (Cconj z) (Cconj w).
Proof. parts; ring. Qed.

Lemma Cconj_RtoC x : Cconj (RtoC x) = RtoC x.
Proof. parts; ring. Qed.

Lemma Cconj_involutive z : Cconj (Cconj z) = z.
Proof. parts; ring. Qed.

Lemma Cconj_ctotal n f : Cconj (ctotal n f) = ctotal n (fun i => Cconj (f i)).
Proof.
  induction n as [| n IH]; simpl.
  - apply Cconj_RtoC.
  - rewrite Cconj_Cadd, IH; reflexivity.
Qed.

Lemma real_of_conj z : Cconj z = z -> z = RtoC (Re z).
Proof.
  intros E; assert (ei := f_equal Im E); apply complex_ext; [reflexivity |].
  unfold Cconj, RtoC, Im in *; simpl in *; lra.
Qed.
