console.log("a sample script that is long enough to be worth packing, packing, packing, packing");
