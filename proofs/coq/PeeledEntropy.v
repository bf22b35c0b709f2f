(** * The loss of the layer-peeled model as a relative entropy.

    B = rho^2/(2 r (K - 1)) is the margin that the norm pays for, T = 1 + (K - 1) e^{-B}, and y_k is the distribution
    with mass 1/T on class k, p = e^{-B}/T on the others. First Gibbs' inequality for positive weights: sum y log(y/P)
    is at least sum y - sum P, with equality only at P = y. Then the probabilities of the model and the masses y.

    Source: the identity behind [J], Theorem 3.3. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled.
Local Open Scope R_scope.

(** ** log x <= x - 1, with equality at x = 1 only. *)

Lemma ln_tangent x : 0 < x -> ln x <= x - 1.
Proof. intros x_pos. pose proof (exp_ineq1_le (ln x)) as chord. rewrite exp_ln in chord; lra. Qed.

Lemma ln_touches x : 0 < x -> ln x = x - 1 -> x = 1.
Proof.
  intros x_pos touch. destruct (Req_dec (ln x) 0) as [zero|apart]; [lra|].
  pose proof (exp_ineq1 (ln x) apart) as chord. rewrite exp_ln in chord; lra.
Qed.

Lemma ln_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros x_pos y_pos. unfold Rdiv. rewrite ln_mult, ln_Rinv; [ring|..]; try assumption.
  apply Rinv_0_lt_compat, y_pos.
Qed.

(** ** Gibbs' inequality, term by term and for the sum. *)

Definition entropy_excess (y P : R) : R := y * (ln y - ln P) - y + P.

Lemma entropy_excess_quotient y P : 0 < y -> 0 < P -> entropy_excess y P = y * (P / y - 1 - ln (P / y)).
Proof. intros y_pos P_pos. unfold entropy_excess. rewrite ln_quotient by assumption. field. lra. Qed.

Lemma entropy_excess_nonneg y P : 0 < y -> 0 < P -> 0 <= entropy_excess y P.
Proof.
  intros y_pos P_pos. rewrite entropy_excess_quotient by assumption.
  pose proof (ln_tangent (P / y) (Rdiv_lt_0_compat _ _ P_pos y_pos)).
  apply Rmult_le_pos; lra.
Qed.

Lemma entropy_excess_zero y P : 0 < y -> 0 < P -> entropy_excess y P = 0 -> P = y.
Proof.
  intros y_pos P_pos none. rewrite entropy_excess_quotient in none by assumption.
  apply Rmult_integral in none as [none|none]; [lra|].
  pose proof (ln_touches (P / y) (Rdiv_lt_0_compat _ _ P_pos y_pos) ltac:(lra)) as same.
  apply (Rmult_eq_compat_r y) in same. unfold Rdiv in same.
  rewrite Rmult_assoc, Rinv_l in same; lra.
Qed.

Section Gibbs.
Variable K : nat.
Variables y P : nat -> R.
Hypothesis y_pos : forall j, (j < K)%nat -> 0 < y j.
Hypothesis P_pos : forall j, (j < K)%nat -> 0 < P j.
Hypothesis same_mass : total K y = total K P.

Definition divergence : R := total K (fun j => y j * (ln (y j) - ln (P j))).

Lemma divergence_excess : divergence = total K (fun j => entropy_excess (y j) (P j)).
Proof.
  unfold divergence, entropy_excess.
  rewrite total_plus, total_minus with (g := y), same_mass. ring.
Qed.

Lemma excess_terms j : (j < K)%nat -> 0 <= entropy_excess (y j) (P j).
Proof. intros below. apply entropy_excess_nonneg; auto. Qed.

Lemma gibbs : 0 <= divergence.
Proof. rewrite divergence_excess. apply total_nonneg, excess_terms. Qed.

Lemma gibbs_zero : divergence = 0 -> forall j, (j < K)%nat -> P j = y j.
Proof.
  rewrite divergence_excess. intros none j below.
  apply entropy_excess_zero; auto.
  apply (total_nonneg_zero K (fun j => entropy_excess (y j) (P j)) excess_terms none j below).
Qed.

End Gibbs.

(** ** The probabilities of the model and the masses at collapse. *)

Definition prob (K d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (j k i : nat) : R :=
  exp (logit d W H j k i) / total K (fun l => exp (logit d W H l k i)).

Definition level (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) : R :=
  energy K n d W H / (2 * r * (INR K - 1)).

Definition partition (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) : R :=
  1 + (INR K - 1) * exp (- level K n d W H r).

Definition other_mass (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) : R :=
  exp (- level K n d W H r) / partition K n d W H r.

Definition mass (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) (j k : nat) : R :=
  exp (- (level K n d W H r * (1 - delta j k))) / partition K n d W H r.

Definition entropy (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) (k i : nat) : R :=
  total K (fun j => mass K n d W H r j k * (ln (mass K n d W H r j k) - ln (prob K d W H j k i))).

Section Masses.
Variables K n d : nat.
Hypothesis classes : (2 <= K)%nat.
Variable W : nat -> nat -> R.
Variable H : nat -> nat -> nat -> R.
Variable r : R.

Lemma norm_pos k i : 0 < total K (fun l => exp (logit d W H l k i)).
Proof. apply total_pos; [lia|]. intros l _. apply exp_pos. Qed.

Lemma prob_pos j k i : 0 < prob K d W H j k i.
Proof. apply Rdiv_lt_0_compat; [apply exp_pos|apply norm_pos]. Qed.

Lemma total_prob k i : total K (fun j => prob K d W H j k i) = 1.
Proof.
  unfold prob, Rdiv. rewrite total_scal_r with (f := fun j => exp (logit d W H j k i)).
  field. apply Rgt_not_eq, norm_pos.
Qed.

Lemma ln_prob j k i :
  ln (prob K d W H j k i) = logit d W H j k i - ln (total K (fun l => exp (logit d W H l k i))).
Proof. unfold prob. rewrite ln_quotient, ln_exp; [reflexivity|apply exp_pos|apply norm_pos]. Qed.

Lemma partition_pos : 0 < partition K n d W H r.
Proof.
  pose proof (Rmult_lt_0_compat _ _ (INR_pred_pos K classes) (exp_pos (- level K n d W H r))).
  unfold partition. lra.
Qed.

Lemma other_mass_pos : 0 < other_mass K n d W H r.
Proof. apply Rdiv_lt_0_compat; [apply exp_pos|apply partition_pos]. Qed.

Lemma mass_pos j k : 0 < mass K n d W H r j k.
Proof. apply Rdiv_lt_0_compat; [apply exp_pos|apply partition_pos]. Qed.

Lemma ln_mass j k :
  ln (mass K n d W H r j k) = - (level K n d W H r * (1 - delta j k)) - ln (partition K n d W H r).
Proof. unfold mass. rewrite ln_quotient, ln_exp; [reflexivity|apply exp_pos|apply partition_pos]. Qed.

Lemma mass_own k : mass K n d W H r k k = 1 / partition K n d W H r.
Proof. unfold mass. rewrite delta_same, Rminus_diag_eq, Rmult_0_r, Ropp_0, exp_0 by reflexivity. reflexivity. Qed.

Lemma mass_other j k : j <> k -> mass K n d W H r j k = other_mass K n d W H r.
Proof.
  intros other. unfold mass, other_mass.
  rewrite delta_other, Rminus_0_r, Rmult_1_r by exact other. reflexivity.
Qed.

Lemma own_mass : 1 / partition K n d W H r = 1 - (INR K - 1) * other_mass K n d W H r.
Proof.
  pose proof partition_pos as T_pos.
  assert (share : partition K n d W H r = 1 + (INR K - 1) * (other_mass K n d W H r * partition K n d W H r)).
  { unfold partition at 1. f_equal. f_equal. unfold other_mass. field. lra. }
  apply (Rmult_eq_reg_r (partition K n d W H r)); [|lra].
  transitivity 1; [field; lra|].
  transitivity (partition K n d W H r - (INR K - 1) * (other_mass K n d W H r * partition K n d W H r)); [lra|ring].
Qed.

Lemma mass_line j k :
  mass K n d W H r j k = other_mass K n d W H r + (1 - INR K * other_mass K n d W H r) * delta j k.
Proof.
  destruct (Nat.eq_dec j k) as [->|other].
  - rewrite mass_own, own_mass, delta_same. ring.
  - rewrite (mass_other j k other), (delta_other j k other). ring.
Qed.

Lemma total_mass k : (k < K)%nat -> total K (fun j => mass K n d W H r j k) = 1.
Proof.
  intros k_class.
  transitivity (total K (fun j => (1 - delta j k) * other_mass K n d W H r + delta k j * (1 / partition K n d W H r))).
  - apply total_ext. intros j _. rewrite mass_line, own_mass, (delta_comm k j). ring.
  - rewrite total_plus, total_off_diagonal, total_const by exact k_class.
    rewrite (total_delta K k (fun _ => 1 / partition K n d W H r)), own_mass by exact k_class. ring.
Qed.

Lemma entropy_nonneg k i : (k < K)%nat -> 0 <= entropy K n d W H r k i.
Proof.
  intros k_class.
  apply (gibbs K (fun j => mass K n d W H r j k) (fun j => prob K d W H j k i)).
  - intros j _. apply mass_pos.
  - intros j _. apply prob_pos.
  - rewrite total_mass, total_prob by exact k_class. reflexivity.
Qed.

Lemma entropy_zero k i :
  (k < K)%nat -> entropy K n d W H r k i = 0 -> forall j, (j < K)%nat -> prob K d W H j k i = mass K n d W H r j k.
Proof.
  intros k_class.
  apply (gibbs_zero K (fun j => mass K n d W H r j k) (fun j => prob K d W H j k i)).
  - intros j _. apply mass_pos.
  - intros j _. apply prob_pos.
  - rewrite total_mass, total_prob by exact k_class. reflexivity.
Qed.

End Masses.
