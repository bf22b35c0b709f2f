(** * Softmax modes of an even spectrum

    The logits z and the softmax modes pi of an even spectrum are real, so that the real parts in the printed
    definitions leave nothing out; and the modes lie between -1 and 1, being means of characters. [modes A s] are
    the modes of the spectrum s; along the reduced flow of [G] the spectrum is the product a b. *)

From Coq Require Import Lra.
From Symflow Require Import Prelude Sums Complex Groups.
Local Open Scope R_scope.

Definition probabilities (A : abelian) (s : nat -> R) : nat -> R := q_of A (z_ A s).
Definition modes (A : abelian) (s : nat -> R) : nat -> R := pi_of A (probabilities A s).

Section Modes.
Variable A : abelian.
Notation K := (order A).

Lemma even_product a b : even A a -> even A b -> even A (fun k => a k * b k).
Proof. intros Ea Eb k below. now rewrite Ea, Eb. Qed.

Lemma probabilities_even s : even A s -> even A (probabilities A s).
Proof. intros E. now apply q_even, z_even. Qed.

Lemma modes_even s : even A s -> even A (modes A s).
Proof. intros E. now apply pi_even, probabilities_even. Qed.

Lemma logits_real s g : even A s -> (g < K)%nat ->
  Im (Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR K))) = 0.
Proof. intros E below. now rewrite <- (z_complex A s g E below). Qed.

Lemma modes_real s k : even A s -> (k < K)%nat ->
  Im (ctotal K (fun g => Cmul (chi A k g) (RtoC (probabilities A s g)))) = 0.
Proof. intros E below. now rewrite <- (pi_complex A _ k (probabilities_even s E) below). Qed.

Lemma modes_zero s : modes A s 0 = 1.
Proof. apply pi_zero, q_total. Qed.

(** A character has modulus 1, so its real part lies between -1 and 1, and so does its mean. *)

Lemma Re_chi_modulus k g : (k < K)%nat -> (g < K)%nat -> Rabs (Re (chi A k g)) <= 1.
Proof.
  intros kbelow gbelow. pose proof (chi_unit A k g kbelow gbelow) as unit.
  apply (f_equal Re) in unit. unfold Cmul, Cconj, RtoC, Re, Im in unit; simpl in unit.
  apply Rabs_le. unfold Re. nra.
Qed.

Lemma modes_bounded s k : (k < K)%nat -> Rabs (modes A s k) <= 1.
Proof.
  intros below. unfold modes. rewrite pi_real.
  assert (forall g, (g < K)%nat -> - probabilities A s g <= Re (chi A k g) * probabilities A s g <= probabilities A s g)
    as terms.
  { intros g gbelow. pose proof (Re_chi_modulus k g below gbelow) as modulus.
    pose proof (q_positive A (z_ A s) g) as positive. change (0 < probabilities A s g) in positive.
    pose proof (Rle_abs (Re (chi A k g))). pose proof (Rle_abs (- Re (chi A k g))). rewrite Rabs_Ropp in *. nra. }
  assert (total K (probabilities A s) = 1) as mass by apply q_total.
  apply Rabs_le. split.
  - rewrite <- mass, <- total_opp. apply total_le. intros g gbelow. apply terms, gbelow.
  - apply Rle_trans with (total K (probabilities A s)); [| now apply Req_le].
    apply total_le. intros g gbelow. apply terms, gbelow.
Qed.

Lemma mode_rate_bounded s k : (k < K)%nat -> Rabs (1 - modes A s k) <= 2.
Proof.
  intros below. pose proof (Rabs_triang 1 (- modes A s k)) as triangle. pose proof (modes_bounded s k below).
  rewrite Rabs_R1, Rabs_Ropp in triangle. unfold Rminus. lra.
Qed.
End Modes.
