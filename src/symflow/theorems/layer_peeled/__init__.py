"""The statements of [J], the layer-peeled model: as they are true, and as they are printed."""
