(** * V decreases strictly until neural collapse: the parts of the claim lyapunov-decrease, as printed. The proofs are
    in LyapunovFlow.v, the mean value theorem in Derivatives.v. Source: [G]. *)

From Symflow Require Import Prelude Groups Derivatives Lyapunov LyapunovEqual LyapunovFlow.
Local Open Scope R_scope.

Section Flow.
Variable A : abelian.
Hypothesis two : (2 <= order A)%nat.
Variable s : R -> nat -> R.

(** The domain of the claim, at one time. *)
Definition on_domain (t : R) : Prop :=
  (forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s t k) /\
  s t 0%nat = 0 /\
  (forall k, (k < order A)%nat -> s t (gopp A k) = s t k) /\
  (forall k, (k < order A)%nat -> derivable_pt_lim (fun u => s u k) t (2 * s t k * (1 - pi_ A (s t) k))).

Section Time.
Variable t : R.
Hypothesis positive : forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s t k.
Hypothesis grounded : s t 0%nat = 0.
Hypothesis symmetric : forall k, (k < order A)%nat -> s t (gopp A k) = s t k.
Hypothesis moving : forall k, (k < order A)%nat ->
  derivable_pt_lim (fun u => s u k) t (2 * s t k * (1 - pi_ A (s t) k)).

Theorem part_decrease : exists D, derivable_pt_lim (fun u => V_ A (s u)) t D /\ D <= 0.
Proof using All.
  exists (rate_ A (s t)). split; [now apply derivative_of_V | now apply rate_nonpositive].
Qed.

Theorem part_strict :
  (exists D, derivable_pt_lim (fun u => V_ A (s u)) t D /\ D = 0) <->
  (forall k, (0 < k)%nat -> (k < order A)%nat -> forall l, (0 < l)%nat -> (l < order A)%nat -> s t k = s t l).
Proof using All. now apply stationary_exactly_when_flat. Qed.
End Time.

Theorem part_monotone (lo hi : R) : (forall t, lo < t < hi -> on_domain t) ->
  forall t1 t2, lo < t1 -> t1 <= t2 -> t2 < hi -> V_ A (s t2) <= V_ A (s t1).
Proof using two.
  intros H. apply (nonincreasing (fun u => V_ A (s u)) (fun u => rate_ A (s u)));
    intros t T; destruct (H t T) as (positive & grounded & symmetric & moving).
  - now apply derivative_of_V.
  - now apply rate_nonpositive.
Qed.
End Flow.

Section Spectrum.
Variable A : abelian.
Hypothesis two : (2 <= order A)%nat.
Variable s : nat -> R.
Hypothesis positive : forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s k.
Hypothesis grounded : s 0%nat = 0.
Hypothesis symmetric : forall k, (k < order A)%nat -> s (gopp A k) = s k.

Theorem part_real_z g : (g < order A)%nat ->
  Im (Cmul (ctotal (order A) (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR (order A)))) = 0.
Proof using All. now apply logits_are_real. Qed.

Theorem part_real_pi k : (k < order A)%nat ->
  Im (ctotal (order A) (fun g => Cmul (chi A k g) (RtoC (q_ A s g)))) = 0.
Proof using All. now apply softmax_modes_are_real. Qed.
End Spectrum.
