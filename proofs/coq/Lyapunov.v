(** * The Lyapunov function of the mode dynamics: the identities (4a) and (4b).

    Let s be an even spectrum on a finite abelian group of order K with s_0 = 0, N = K - 1, z its logits, q their
    softmax and pi the modes of q. With bar s the mean of s over the N nonzero modes, m the mean of z over the N nonzero
    elements, w = z - m, S = sum_{h <> 0} exp w_h and rho = (1/S) sum_{h <> 0} exp(w_h) w_h:

      shift  z_0 - m = bar s,
      (4a)   sum_{k <> 0} (s_k - bar s) pi_k = (K / sum_g exp z_g) sum_{h <> 0} exp(z_h) (z_h - m),
      (4b)   S rho = (1/2N) sum_{h, k <> 0} (exp w_h - exp w_k) (w_h - w_k).

    (4a) is Parseval, with sum_k pi_k = K q_0; (4b) is Chebyshev's sum over pairs, since the w_h sum to zero.
    Source: [G], the Lyapunov function of the abstract. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex Groups.
Local Open Scope R_scope.

Definition q_ (A : abelian) (s_ : nat -> R) (g : nat) : R := q_of A (z_ A s_) g.
Definition pi_ (A : abelian) (s_ : nat -> R) (k : nat) : R := pi_of A (q_of A (z_ A s_)) k.
Definition sbar_ (A : abelian) (s_ : nat -> R) : R :=
  total1 (order A) s_ / INR (order A - 1).
Definition V_ (A : abelian) (s_ : nat -> R) : R :=
  ln (sbar_ A s_) - total1 (order A) (fun k => ln (s_ k)) / INR (order A - 1).
Definition m_ (A : abelian) (s_ : nat -> R) : R :=
  total1 (order A) (z_ A s_) / INR (order A - 1).
Definition w_ (A : abelian) (s_ : nat -> R) (g : nat) : R := z_ A s_ g - m_ A s_.
Definition S_ (A : abelian) (s_ : nat -> R) : R := total1 (order A) (fun h => exp (w_ A s_ h)).
Definition rho_ (A : abelian) (s_ : nat -> R) : R :=
  total1 (order A) (fun h => exp (w_ A s_ h) * w_ A s_ h) / S_ A s_.
Definition pairs_ (A : abelian) (s_ : nat -> R) : R :=
  total1 (order A) (fun h => total1 (order A) (fun k =>
    (exp (w_ A s_ h) - exp (w_ A s_ k)) * (w_ A s_ h - w_ A s_ k))).

(** Chebyshev's identity for sums over pairs. *)
Lemma chebyshev_pairs n f g :
  total n (fun i => total n (fun j => (f i - f j) * (g i - g j)))
  = 2 * (INR n * total n (fun i => f i * g i) - total n f * total n g).
Proof.
  set (P := total n (fun i => f i * g i)).
  transitivity (total n (fun i => INR n * (f i * g i) + P - (f i * total n g + total n f * g i))).
  - apply total_ext. intros i _. unfold P.
    rewrite <- total_const, <- total_scal, <- total_scal_r, <- !total_plus, <- total_minus.
    apply total_ext. intros j _. ring.
  - rewrite total_minus, !total_plus, total_const, total_scal, total_scal_r, total_scal. fold P. ring.
Qed.

Lemma chebyshev_pairs1 n f g :
  total1 n (fun i => total1 n (fun j => (f i - f j) * (g i - g j)))
  = 2 * (INR (n - 1) * total1 n (fun i => f i * g i) - total1 n f * total1 n g).
Proof. exact (chebyshev_pairs (n - 1) (fun i => f (S i)) (fun i => g (S i))). Qed.

Section Spectrum.
Variable A : abelian.
Notation K := (order A).
Hypothesis two : (2 <= K)%nat.

Lemma INR_rest : 0 < INR (K - 1).
Proof. apply lt_0_INR. lia. Qed.

Lemma INR_order_rest : INR K = INR (K - 1) + 1.
Proof. rewrite <- S_INR. f_equal. lia. Qed.

Lemma total_split f : total K f = f 0%nat + total1 K f.
Proof. apply total_total1. lia. Qed.

Variable s : nat -> R.

Lemma total_modes : total1 K s = INR (K - 1) * sbar_ A s.
Proof. unfold sbar_. pose proof INR_rest. field. lra. Qed.

Lemma centred_modes : total1 K (fun k => s k - sbar_ A s) = 0.
Proof. rewrite total1_minus, total1_const, total_modes. ring. Qed.

Lemma centred_logits : total1 K (w_ A s) = 0.
Proof.
  unfold w_. rewrite total1_minus, total1_const. unfold m_. pose proof INR_rest. field. lra.
Qed.

Lemma S_positive : 0 < S_ A s.
Proof. apply total1_pos; [lia |]. intros. apply exp_pos. Qed.

Lemma partition_positive : 0 < total K (fun g => exp (z_ A s g)).
Proof. apply total_pos; [lia |]. intros. apply exp_pos. Qed.

Lemma S_rho : S_ A s * rho_ A s = total1 K (fun h => exp (w_ A s h) * w_ A s h).
Proof. unfold rho_. pose proof S_positive. field. lra. Qed.

(** (4b) *)
Lemma pairs_identity : S_ A s * rho_ A s = pairs_ A s / (2 * INR (K - 1)).
Proof.
  unfold pairs_. rewrite S_rho.
  rewrite (chebyshev_pairs1 K (fun h => exp (w_ A s h)) (w_ A s)), centred_logits.
  pose proof INR_rest. field. lra.
Qed.

Hypothesis positive : forall k, (k < K)%nat -> k <> 0%nat -> 0 < s k.

Lemma sbar_positive : 0 < sbar_ A s.
Proof.
  apply Rdiv_lt_0_compat; [| apply INR_rest].
  apply total1_pos; [lia |]. intros k Hk1 Hk. apply positive; lia.
Qed.

Hypothesis grounded : s 0%nat = 0.
Hypothesis symmetric : even A s.

Lemma logit_zero : z_ A s 0 = INR (K - 1) * sbar_ A s / INR K.
Proof. rewrite z_at_zero, total_split, grounded, <- total_modes. f_equal. ring. Qed.

Lemma mean_logit : m_ A s = - (sbar_ A s / INR K).
Proof.
  assert (E : total1 K (z_ A s) = - z_ A s 0).
  { pose proof (z_total A s symmetric) as T. rewrite total_split, grounded in T.
    apply Rplus_eq_reg_l with (z_ A s 0). rewrite Rplus_opp_r. exact T. }
  unfold m_. rewrite E, logit_zero. pose proof INR_rest. pose proof INR_order_rest. field. lra.
Qed.

(** The logit at 0 exceeds the mean of the others by bar s. *)
Lemma shift : z_ A s 0 - m_ A s = sbar_ A s.
Proof.
  rewrite logit_zero, mean_logit. pose proof INR_rest. rewrite INR_order_rest. field. lra.
Qed.

(** The modes of the softmax: they sum to K q_0, and pi_0 = 1. *)
Lemma softmax_even : even A (q_of A (z_ A s)).
Proof. now apply q_even, z_even. Qed.

Lemma softmax_modes_total : total1 K (pi_ A s) = INR K * q_ A s 0 - 1.
Proof.
  assert (P0 : pi_ A s 0 = 1) by (apply pi_zero, q_total).
  assert (I : q_ A s 0 = total K (pi_ A s) / INR K).
  { unfold q_. rewrite (inversion A _ 0 softmax_even) by lia. f_equal.
    apply total_ext. intros k Hk. rewrite chi_zero by exact Hk. unfold pi_. simpl. ring. }
  rewrite I, total_split, P0. pose proof (INR_order A). field. lra.
Qed.

(** Parseval: the modes against the softmax modes are the logits against the softmax. *)
Lemma modes_against_softmax :
  total1 K (fun k => s k * pi_ A s k)
  = INR K * (z_ A s 0 * q_ A s 0 + total1 K (fun h => z_ A s h * q_ A s h)).
Proof.
  pose proof (modes_pairing A s (q_of A (z_ A s)) symmetric softmax_even) as P.
  rewrite !total_split, grounded, Rmult_0_l, Rplus_0_l in P. exact P.
Qed.

Lemma softmax_against f :
  total1 K (fun h => f h * q_ A s h)
  = total1 K (fun h => exp (z_ A s h) * f h) / total K (fun g => exp (z_ A s g)).
Proof.
  unfold Rdiv. rewrite <- total1_scal_r. apply total1_ext. intros h _ _.
  unfold q_, q_of, Rdiv. ring.
Qed.

(** (4a) *)
Lemma covariance :
  total1 K (fun k => (s k - sbar_ A s) * pi_ A s k)
  = INR K / total K (fun g => exp (z_ A s g)) * total1 K (fun h => exp (z_ A s h) * (z_ A s h - m_ A s)).
Proof.
  pose proof partition_positive as E.
  assert (L : total1 K (fun k => (s k - sbar_ A s) * pi_ A s k)
              = total1 K (fun k => s k * pi_ A s k) - sbar_ A s * total1 K (pi_ A s)).
  { rewrite <- total1_scal, <- total1_minus. apply total1_ext. intros. ring. }
  assert (M : total1 K (fun h => exp (z_ A s h) * (z_ A s h - m_ A s))
              = total1 K (fun h => exp (z_ A s h) * z_ A s h) - m_ A s * total1 K (fun h => exp (z_ A s h))).
  { rewrite <- total1_scal, <- total1_minus. apply total1_ext. intros. ring. }
  rewrite L, M, modes_against_softmax, softmax_modes_total, (softmax_against (z_ A s)).
  unfold q_, q_of. rewrite <- shift.
  assert (Q : z_ A s 0 - m_ A s = - (INR K * m_ A s)).
  { rewrite shift, mean_logit. pose proof (INR_order A). field. lra. }
  revert E. rewrite (total_split (fun g => exp (z_ A s g))).
  generalize (total1 K (fun h => exp (z_ A s h) * z_ A s h)) (total1 K (fun h => exp (z_ A s h))).
  intros P F E.
  replace (z_ A s 0) with (m_ A s - INR K * m_ A s) in |- * at 1 by lra.
  replace (z_ A s 0 - m_ A s) with (- (INR K * m_ A s)) by lra.
  field. lra.
Qed.

(** Division by exp m: the same sum in w, with exp(bar s) for the element 0. *)
Lemma recentred :
  INR K / total K (fun g => exp (z_ A s g)) * total1 K (fun h => exp (z_ A s h) * (z_ A s h - m_ A s))
  = INR K * (S_ A s * rho_ A s) / (exp (sbar_ A s) + S_ A s).
Proof.
  set (c := exp (m_ A s)).
  assert (C : 0 < c) by apply exp_pos.
  assert (X : forall g, exp (z_ A s g) = c * exp (w_ A s g)).
  { intros g. unfold c, w_. rewrite <- exp_plus. f_equal. ring. }
  assert (N : total1 K (fun h => exp (z_ A s h) * (z_ A s h - m_ A s)) = c * (S_ A s * rho_ A s)).
  { rewrite S_rho, <- total1_scal. apply total1_ext. intros h _ _. rewrite X. unfold w_. ring. }
  assert (D : total K (fun g => exp (z_ A s g)) = c * (exp (sbar_ A s) + S_ A s)).
  { rewrite total_split, X. unfold w_ at 1. rewrite shift.
    unfold S_. rewrite Rmult_plus_distr_l, <- total1_scal. f_equal.
    apply total1_ext. intros. apply X. }
  rewrite N, D. pose proof S_positive. pose proof (exp_pos (sbar_ A s)). field. lra.
Qed.

Lemma logits_are_real g : (g < K)%nat ->
  Im (Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR K))) = 0.
Proof. intros Hg. now rewrite <- z_complex. Qed.

Lemma softmax_modes_are_real k : (k < K)%nat ->
  Im (ctotal K (fun g => Cmul (chi A k g) (RtoC (q_ A s g)))) = 0.
Proof. intros Hk. unfold q_. now rewrite <- (pi_complex A _ k softmax_even Hk). Qed.
End Spectrum.
