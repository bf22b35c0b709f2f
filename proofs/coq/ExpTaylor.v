(** * The Taylor polynomials of exp bound exp.

    For 0 <= x and T_n x = sum_{k < n} x^k / k!,

      T_n x  <=  exp x  <=  T_n x + (x^n / n!) exp x.

    Both follow by induction on n: the derivative of the difference is the difference for n - 1, which is nonnegative,
    and at 0 the difference is nonnegative. With n = 1 the right inequality gives exp x <= 2 for x <= 1/2, hence then
    exp x <= T_n x + 2 x^n / n!. At the end the polynomials are written by Horner's rule, as they are computed. *)

From Coq Require Import Reals Arith Lia Lra.
From Symflow Require Import Prelude Sums.
Local Open Scope R_scope.

(** ** A function with a nonnegative start and a nonnegative derivative is nonnegative. *)

Lemma nonneg_by_derivative (f f' : R -> R) x :
  (forall u, derivable_pt_lim f u (f' u)) -> (forall u, 0 <= u -> 0 <= f' u) -> 0 <= f 0 -> 0 <= x -> 0 <= f x.
Proof.
  intros derivative slope start [positive | <-]; [|trivial].
  destruct (MVT_cor2 f f' 0 x positive (fun u _ => derivative u)) as [u [value [above _]]].
  assert (0 <= f' u) by (apply slope; lra). nra.
Qed.

Lemma nonneg_difference a b : 0 <= b - a -> a <= b.
Proof. lra. Qed.

Lemma derivative_same f g x l l' :
  derivable_pt_lim f x l -> (forall u, f u = g u) -> l = l' -> derivable_pt_lim g x l'.
Proof.
  intros derivative same <- eps positive.
  destruct (derivative eps positive) as [d close]. exists d.
  intros h other small. rewrite <- !same. now apply close.
Qed.

(** ** The terms and their sum. *)

Definition term (k : nat) (x : R) : R := x ^ k / INR (fact k).
Definition taylor (n : nat) (x : R) : R := total n (fun k => term k x).

Lemma taylor_S n x : taylor (S n) x = taylor n x + term n x.
Proof. reflexivity. Qed.

Lemma term_0 x : term 0 x = 1.
Proof. unfold term. simpl. field. Qed.

Lemma term_S k x : term (S k) x = term k x * (x / INR (S k)).
Proof.
  unfold term. rewrite fact_simpl, mult_INR. simpl pow. field.
  split; [now apply not_0_INR | apply INR_fact_neq_0].
Qed.

Lemma term_nonneg k x : 0 <= x -> 0 <= term k x.
Proof.
  intros nonneg. apply Rmult_le_pos; [now apply pow_le|].
  left. apply Rinv_0_lt_compat, INR_fact_lt_0.
Qed.

Lemma term_at_0 k : term (S k) 0 = 0.
Proof. rewrite term_S. unfold Rdiv. ring. Qed.

Lemma taylor_at_0 n : taylor (S n) 0 = 1.
Proof.
  induction n as [|n IH].
  - rewrite taylor_S, term_0. unfold taylor. simpl. ring.
  - rewrite taylor_S, IH, term_at_0. ring.
Qed.

Lemma term_derivative k x : derivable_pt_lim (term (S k)) x (term k x).
Proof.
  apply (derivative_same (fun u => / INR (fact (S k)) * u ^ S k) _ _ (/ INR (fact (S k)) * (INR (S k) * x ^ k))).
  - apply (derivable_pt_lim_scal (fun u => u ^ S k)), derivable_pt_lim_pow.
  - intros u. apply Rmult_comm.
  - unfold term. rewrite fact_simpl, mult_INR. field.
    split; [apply INR_fact_neq_0 | now apply not_0_INR].
Qed.

Lemma taylor_derivative n x : derivable_pt_lim (taylor (S n)) x (taylor n x).
Proof.
  induction n as [|n IH].
  - apply (derivative_same (fun _ => 1) _ _ 0); [apply derivable_pt_lim_const | | reflexivity].
    intros u. rewrite taylor_S, term_0. unfold taylor. simpl. ring.
  - apply (derivable_pt_lim_plus (taylor (S n)) (term (S n)) x _ _ IH (term_derivative n x)).
Qed.

(** ** The two bounds. *)

Theorem taylor_below_exp n x : 0 <= x -> taylor n x <= exp x.
Proof.
  revert x. induction n as [|n IH]; intros x nonneg.
  - unfold taylor. simpl. left. apply exp_pos.
  - apply nonneg_difference, (nonneg_by_derivative (fun u => exp u - taylor (S n) u)
      (fun u => exp u - taylor n u)); trivial.
    + intros u. apply (derivable_pt_lim_minus exp (taylor (S n)));
        [apply derivable_pt_lim_exp | apply taylor_derivative].
    + intros u above. specialize (IH u above). lra.
    + rewrite taylor_at_0, exp_0. lra.
Qed.

Lemma remainder_derivative n x :
  derivable_pt_lim (fun u => term (S n) u * exp u) x (term n x * exp x + term (S n) x * exp x).
Proof. apply (derivable_pt_lim_mult (term (S n)) exp); [apply term_derivative | apply derivable_pt_lim_exp]. Qed.

Theorem exp_below_taylor n x : 0 <= x -> exp x <= taylor n x + term n x * exp x.
Proof.
  revert x. induction n as [|n IH]; intros x nonneg.
  - unfold taylor. rewrite term_0. simpl. lra.
  - apply nonneg_difference, (nonneg_by_derivative (fun u => taylor (S n) u + term (S n) u * exp u - exp u)
      (fun u => taylor n u + (term n u * exp u + term (S n) u * exp u) - exp u)); trivial.
    + intros u. apply (derivable_pt_lim_minus (fun u => taylor (S n) u + term (S n) u * exp u) exp);
        [|apply derivable_pt_lim_exp].
      apply (derivable_pt_lim_plus (taylor (S n)) (fun u => term (S n) u * exp u));
        [apply taylor_derivative | apply remainder_derivative].
    + intros u above. specialize (IH u above).
      assert (0 <= term (S n) u * exp u)
        by (apply Rmult_le_pos; [now apply term_nonneg | left; apply exp_pos]).
      lra.
    + rewrite taylor_at_0, term_at_0, exp_0. lra.
Qed.

Lemma exp_below_2 x : 0 <= x <= 1 / 2 -> exp x <= 2.
Proof.
  intros [nonneg small]. pose proof (exp_below_taylor 1 x nonneg) as bound.
  rewrite taylor_S, term_S, !term_0 in bound. unfold taylor in bound. simpl in bound.
  pose proof (exp_pos x). nra.
Qed.

(** ** Horner's rule: [horner n k x t] is 1 + x/k (1 + x/(k+1) (... (1 + x/(k+n-1) t))). *)

Fixpoint horner (n k : nat) (x t : R) : R :=
  match n with
  | O => t
  | S m => 1 + x / INR k * horner m (S k) x t
  end.

Lemma horner_taylor n k x t :
  taylor k x + term k x * horner n (S k) x t = taylor (k + n) x + term (k + n) x * t.
Proof.
  revert k. induction n as [|n IH]; intros k.
  - now rewrite Nat.add_0_r.
  - replace (k + S n)%nat with (S k + n)%nat by lia.
    rewrite <- IH, taylor_S, term_S.
    change (horner (S n) (S k) x t) with (1 + x / INR (S k) * horner n (S (S k)) x t). ring.
Qed.

Lemma horner_from_1 n x t : horner n 1 x t = taylor n x + term n x * t.
Proof.
  pose proof (horner_taylor n 0 x t) as rule. rewrite term_0 in rule. simpl Nat.add in rule.
  rewrite <- rule. unfold taylor. simpl. ring.
Qed.

Theorem horner_below_exp n x : 0 <= x -> horner n 1 x 1 <= exp x.
Proof.
  intros nonneg. rewrite horner_from_1, Rmult_1_r, <- taylor_S. now apply taylor_below_exp.
Qed.

Theorem exp_below_horner n x : 0 <= x <= 1 / 2 -> exp x <= horner n 1 x 2.
Proof.
  intros range. pose proof (exp_below_2 x range). destruct range as [nonneg _].
  pose proof (exp_below_taylor n x nonneg). pose proof (term_nonneg n x nonneg).
  rewrite horner_from_1. nra.
Qed.
