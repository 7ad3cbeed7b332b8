// Counts ten seconds, again and again, in a worker: nothing slows it down while nobody looks.

setInterval(() => postMessage("now"), 10_000);
