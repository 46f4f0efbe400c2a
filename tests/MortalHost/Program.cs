// The host as it is served, over records that kill the process at a named step, and on a clock that may go faster and jump.
// FaultTests and ClockTests start it:
//   --Death:Step after-state-commit --Death:Times 20 --Clock:Zero 2026-03-02T14:05:00Z --Clock:Since 1772460300000 --Clock:Speed 6 --Clock:Jump file
using CareBot.Care.Records;
using CareBot.MortalHost;
using CareBot.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

return await ServeVerb.RunAsync(args, services =>
{
    var real = services.Last(service => service.ServiceType == typeof(IRecordStore)).ImplementationFactory!;
    services.AddSingleton<TimeProvider>(provider => FastClock.Of(provider.GetRequiredService<IConfiguration>().GetSection("Clock")));
    services.AddSingleton<IRecordStore>(provider => new MortalRecords((IRecordStore)real(provider), Death.Of(provider.GetRequiredService<IConfiguration>().GetSection("Death"))));
});
