(** * V vanishes exactly at neural collapse: the parts of the claim lyapunov-zero, as printed. The proofs are in
    LyapunovEqual.v (V) and LyapunovFrame.v (the simplex frame, self-duality). Source: [G]. *)

From Symflow Require Import Prelude Complex Groups Lyapunov LyapunovEqual LyapunovFrame.
Local Open Scope R_scope.

Section Balanced.
Variable A : abelian.
Variable d : nat.
Hypothesis two : (2 <= order A)%nat.
Hypothesis some : (1 <= d)%nat.
Variable s : nat -> R.
Variable R_ : nat -> nat -> complex.
Variable alpha : R.
Hypothesis positive : forall k, (k < order A)%nat -> k <> 0%nat -> 0 < s k.
Hypothesis grounded : s 0%nat = 0.
Hypothesis symmetric : forall k, (k < order A)%nat -> s (gopp A k) = s k.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < order A)%nat -> Cconj (R_ c k) = R_ c (gopp A k).
Hypothesis orthonormal : forall k, (k < order A)%nat -> forall l, (l < order A)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).

Theorem part_nonnegative : V_ A s >= 0.
Proof using All. apply Rle_ge. now apply V_nonnegative. Qed.

Theorem part_zero : V_ A s = 0 <->
  (forall k, (0 < k)%nat -> (k < order A)%nat -> forall l, (0 < l)%nat -> (l < order A)%nat -> s k = s l).
Proof using All. now apply V_zero. Qed.

Theorem part_simplex :
  (forall k, (0 < k)%nat -> (k < order A)%nat -> forall l, (0 < l)%nat -> (l < order A)%nat -> s k = s l) <->
  (forall i, (i < order A)%nat -> forall j, (j < order A)%nat ->
    total d (fun c => W_ A s R_ i c * W_ A s R_ j c) = sbar_ A s * (delta i j - 1 / INR (order A))).
Proof using All.
  split; [now apply simplex_of_flat | now apply (flat_of_simplex A d s R_)].
Qed.

Theorem part_any_scale :
  (forall i, (i < order A)%nat -> forall j, (j < order A)%nat ->
    total d (fun c => W_ A s R_ i c * W_ A s R_ j c) = alpha * (delta i j - 1 / INR (order A))) ->
  (forall k, (0 < k)%nat -> (k < order A)%nat -> forall l, (0 < l)%nat -> (l < order A)%nat -> s k = s l).
Proof using All. now apply (flat_of_simplex A d s R_). Qed.

Theorem part_self_dual : forall c, (c < d)%nat -> forall j, (j < order A)%nat -> H_ A s R_ c j = W_ A s R_ j c.
Proof using All. intros c C j J. unfold H_, W_. now rewrite self_dual. Qed.

Theorem part_real_z g : (g < order A)%nat ->
  Im (Cmul (ctotal (order A) (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR (order A)))) = 0.
Proof using All. now apply logits_are_real. Qed.

Theorem part_real_pi k : (k < order A)%nat ->
  Im (ctotal (order A) (fun g => Cmul (chi A k g) (RtoC (q_ A s g)))) = 0.
Proof using All. now apply softmax_modes_are_real. Qed.

Theorem part_real_W : forall i, (i < order A)%nat -> forall c, (c < d)%nat ->
  Im (Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (chi A k i) (RtoC (sqrt (s k)))) (R_ c (gopp A k))))) = 0.
Proof using All.
  intros i I c C. change (Im (classifier A s R_ i c) = 0). now rewrite <- (classifier_real A d).
Qed.

Theorem part_real_H : forall c, (c < d)%nat -> forall j, (j < order A)%nat ->
  Im (Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (R_ c k) (RtoC (sqrt (s k)))) (chi A k (gopp A j))))) = 0.
Proof using All.
  intros c C j J. change (Im (features A s R_ c j) = 0). now rewrite <- (features_real A d).
Qed.
End Balanced.
