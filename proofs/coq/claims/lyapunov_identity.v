(** * The Lyapunov identity: the parts of the claim lyapunov-identity, as printed. The proofs are in Lyapunov.v and
    LyapunovFlow.v. Source: [G]. *)

From Symflow Require Import Prelude Groups Lyapunov LyapunovFlow.
Local Open Scope R_scope.

Section Spectrum.
Variable A : abelian.
Hypothesis two : (2 <= order A)%nat.
Variable s : nat -> R.
Hypothesis positive : forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s k.
Hypothesis grounded : s 0%nat = 0.
Hypothesis symmetric : forall k, (k < order A)%nat -> s (gopp A k) = s k.

Theorem part_shift : z_ A s 0 - m_ A s = sbar_ A s.
Proof using All. now apply shift. Qed.

Theorem part_4a :
  total1 (order A) (fun k => (s k - sbar_ A s) * pi_ A s k)
  = INR (order A) / total (order A) (fun g => exp (z_ A s g))
    * total1 (order A) (fun h => exp (z_ A s h) * (z_ A s h - m_ A s)).
Proof using All. now apply covariance. Qed.

Theorem part_positive_mean : sbar_ A s > 0.
Proof using All. now apply sbar_positive. Qed.

Theorem part_positive_sum : S_ A s > 0.
Proof using All. now apply S_positive. Qed.

Theorem part_4b :
  S_ A s * rho_ A s
  = total1 (order A) (fun h => total1 (order A) (fun k =>
      (exp (w_ A s h) - exp (w_ A s k)) * (w_ A s h - w_ A s k))) / (2 * INR (order A - 1)).
Proof using All. now apply pairs_identity. Qed.

Theorem part_real_z g : (g < order A)%nat ->
  Im (Cmul (ctotal (order A) (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR (order A)))) = 0.
Proof using All. now apply logits_are_real. Qed.

Theorem part_real_pi k : (k < order A)%nat ->
  Im (ctotal (order A) (fun g => Cmul (chi A k g) (RtoC (q_ A s g)))) = 0.
Proof using All. now apply softmax_modes_are_real. Qed.
End Spectrum.

Theorem part_4d (A : abelian) : (2 <= order A)%nat -> forall (s : R -> nat -> R) (t : R),
  (forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s t k) ->
  s t 0%nat = 0 ->
  (forall k, (k < order A)%nat -> s t (gopp A k) = s t k) ->
  (forall k, (k < order A)%nat -> derivable_pt_lim (fun u => s u k) t (2 * s t k * (1 - pi_ A (s t) k))) ->
  exists D, derivable_pt_lim (fun u => V_ A (s u)) t D /\
    D = - (2 * INR (order A) / INR (order A - 1) * S_ A (s t) * rho_ A (s t)
           / (sbar_ A (s t) * (exp (sbar_ A (s t)) + S_ A (s t)))).
Proof.
  intros two s t positive grounded symmetric moving. exists (rate_ A (s t)).
  split; [now apply derivative_of_V | reflexivity].
Qed.
