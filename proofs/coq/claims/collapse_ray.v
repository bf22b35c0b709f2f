(** * The collapse ray is invariant, with first integral Ei ([G]; docs/theory, section 6)

    On the ray s_k = sigma for k != 0 and s_0 = 0. The logits are z_g = sigma (delta_g0 - 1/K), so q_g = (1 + (exp
    sigma - 1) delta_g0) / (exp sigma + K - 1), and 1 - pi_k = K (1 - delta_k0) / (exp sigma + K - 1). With sigma'
    = 2 K sigma / (exp sigma + K - 1) therefore s_k' = 2 s_k (1 - pi_k), and Ei' (x) = exp x / x makes Ei sigma +
    (K - 1) log sigma - 2 K t constant. *)

From Coq Require Import Arith Lra.
From Symflow Require Import Prelude Sums Complex Groups Derivatives Flow Modes.
Local Open Scope R_scope.

Section Ray.
Variable A : abelian.
Notation K := (order A).
Hypothesis at_least_two : (2 <= K)%nat.
Variable ei : R -> R.
Hypothesis ei_derivative : forall x : R, 0 < x -> derivable_pt_lim ei x (exp x / x).

Definition ray (sigma : R) (k : nat) : R := sigma * (1 - delta k 0).

(** ** Logits, probabilities and modes on the ray *)

Lemma gopp_zero_iff k : (k < K)%nat -> gopp A k = 0%nat <-> k = 0%nat.
Proof.
  intros below. split; intros zero.
  - rewrite <- (gopp_involutive A k below), zero. apply gopp_zero.
  - rewrite zero. apply gopp_zero.
Qed.

Lemma delta_gopp k : (k < K)%nat -> delta (gopp A k) 0 = delta k 0.
Proof.
  intros below. destruct (Nat.eq_dec k 0) as [zero | nonzero].
  - rewrite zero, gopp_zero. reflexivity.
  - rewrite !delta_other; trivial. now rewrite gopp_zero_iff.
Qed.

Lemma ray_even sigma : even A (ray sigma).
Proof. intros k below. unfold ray. now rewrite delta_gopp. Qed.

Lemma ray_logits sigma g : (g < K)%nat -> z_ A (ray sigma) g = sigma * delta g 0 - sigma / INR K.
Proof.
  intros below. rewrite (z_real A (ray sigma) g (ray_even sigma) below).
  rewrite (total_ext K _ (fun k => sigma * Re (chi A k g) - delta 0 k * (sigma * Re (chi A k g))))
    by (intros k _; unfold ray; rewrite (delta_comm 0 k); ring).
  rewrite total_minus, total_scal, (total_Re_chi A g below).
  rewrite (total_delta K 0 (fun k => sigma * Re (chi A k g)) (order_below_zero A)), (chi_zero_l A g below).
  pose proof (INR_order A). unfold Re, RtoC. simpl fst. field. lra.
Qed.

(** exp takes the values exp sigma and 1 up to the common factor exp (- sigma / K). *)

Lemma ray_exp sigma g : (g < K)%nat ->
  exp (z_ A (ray sigma) g) = exp (- (sigma / INR K)) * (1 + (exp sigma - 1) * delta g 0).
Proof.
  intros below. rewrite (ray_logits sigma g below). unfold Rminus at 1. rewrite exp_plus.
  destruct (Nat.eq_dec g 0) as [zero | nonzero].
  - rewrite zero, delta_same, Rmult_1_r. ring.
  - rewrite (delta_other g 0 nonzero), !Rmult_0_r, exp_0. ring.
Qed.

Definition ray_partition (sigma : R) : R := exp sigma + INR K - 1.

Lemma ray_partition_positive sigma : 0 < ray_partition sigma.
Proof.
  unfold ray_partition. pose proof (exp_pos sigma). assert (1 <= INR K); [| lra].
  change 1 with (INR 1). apply le_INR, (order_below_zero A).
Qed.

Lemma ray_weights_total sigma : total K (fun g => 1 + (exp sigma - 1) * delta g 0) = ray_partition sigma.
Proof.
  rewrite total_plus, total_const.
  rewrite (total_ext K (fun g => (exp sigma - 1) * delta g 0) (fun g => delta 0 g * (exp sigma - 1)))
    by (intros g _; rewrite (delta_comm 0 g); ring).
  rewrite (total_delta K 0 (fun _ => exp sigma - 1) (order_below_zero A)). unfold ray_partition. ring.
Qed.

Lemma ray_probabilities sigma g : (g < K)%nat ->
  probabilities A (ray sigma) g = (1 + (exp sigma - 1) * delta g 0) / ray_partition sigma.
Proof.
  intros below. unfold probabilities, q_of.
  rewrite (total_ext K _ _ (ray_exp sigma)), total_scal, ray_weights_total, (ray_exp sigma g below).
  pose proof (ray_partition_positive sigma). pose proof (exp_pos (- (sigma / INR K))). field. lra.
Qed.

Lemma ray_rate sigma k : (k < K)%nat ->
  1 - modes A (ray sigma) k = INR K * (1 - delta k 0) / ray_partition sigma.
Proof.
  intros below. unfold modes. rewrite pi_real.
  rewrite (total_ext K _
    (fun g => (Re (chi A k g) + delta 0 g * ((exp sigma - 1) * Re (chi A k g))) * / ray_partition sigma))
    by (intros g gbelow; rewrite (ray_probabilities sigma g gbelow), (delta_comm 0 g); unfold Rdiv; ring).
  rewrite total_scal_r, total_plus, (total_Re_chi_r A k below).
  rewrite (total_delta K 0 (fun g => (exp sigma - 1) * Re (chi A k g)) (order_below_zero A)), (chi_zero A k below).
  pose proof (ray_partition_positive sigma). unfold Re, RtoC, ray_partition in *. simpl fst. field. lra.
Qed.

(** ** The parts of the claim *)

Section Instant.
Variables (sigma : R -> R) (t : R).
Hypothesis sigma_positive : 0 < sigma t.
Hypothesis sigma_flow : derivable_pt_lim (fun u => sigma u) t (2 * INR K * sigma t / ray_partition (sigma t)).

Theorem part_invariant k : (k < K)%nat -> exists D0 : R,
  derivable_pt_lim (fun u => ray (sigma u) k) t D0 /\ D0 = 2 * ray (sigma t) k * (1 - modes A (ray (sigma t)) k).
Proof using All.
  intros below. eexists. split; [exact (derivative_scal_r (1 - delta k 0) _ t _ sigma_flow) |].
  rewrite (ray_rate (sigma t) k below). unfold ray.
  pose proof (ray_partition_positive (sigma t)).
  assert (delta k 0 * delta k 0 = delta k 0) as idempotent by (unfold delta; destruct (k =? 0)%nat; ring).
  replace (2 * (sigma t * (1 - delta k 0)) * (INR K * (1 - delta k 0) / ray_partition (sigma t)))
    with (2 * INR K * sigma t * (1 - 2 * delta k 0 + delta k 0 * delta k 0) / ray_partition (sigma t)) by (field; lra).
  rewrite idempotent. field. lra.
Qed.

Theorem part_first_integral : exists D0 : R,
  derivable_pt_lim (fun u => ei (sigma u) + (INR K - 1) * ln (sigma u) - 2 * INR K * u) t D0 /\ D0 = 0.
Proof using All.
  eexists. split.
  - apply derivative_minus; [| apply derivative_linear]. apply derivative_plus.
    + exact (derivative_comp ei _ t _ _ sigma_flow (ei_derivative (sigma t) sigma_positive)).
    + exact (derivative_scal (INR K - 1) _ t _ (derivative_ln _ t _ sigma_positive sigma_flow)).
  - pose proof (ray_partition_positive (sigma t)). unfold ray_partition in *. cbv beta. field. lra.
Qed.
End Instant.

Section Real.
Variable sigma : R.
Hypothesis sigma_positive : 0 < sigma.

Theorem part_real_z g : (g < K)%nat ->
  Im (Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (ray sigma k)))) (RtoC (/ INR K))) = 0.
Proof using All. intros below. apply logits_real; [apply ray_even | exact below]. Qed.

Theorem part_real_pi k : (k < K)%nat ->
  Im (ctotal K (fun g => Cmul (chi A k g) (RtoC (probabilities A (ray sigma) g)))) = 0.
Proof using All. intros below. apply modes_real; [apply ray_even | exact below]. Qed.
End Real.
End Ray.
