using PodioOAuth.Functional.Benchmarks;

#if PEER
await FirstTokenProgram.RunAsync(FirstTokenProgram.ByFormAndRecord, args[0]);
#else
await FirstTokenProgram.RunAsync(FirstTokenProgram.ByTransport, args[0]);
#endif
