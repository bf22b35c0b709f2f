"""Points (W, H) of the layer-peeled model: is one critical on its sphere, a saddle there, a global optimum?"""
