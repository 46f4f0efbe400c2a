using System.Diagnostics;
using System.Globalization;
using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;
using Place = CareBot.Care.ResourceDirectory.Place;

namespace CareBot.Bench;

/// <summary>What a search costs in a directory of many services: each request understood and answered, one after the other.</summary>
internal static class SearchReport
{
    private const int Requests = 1000;
    private const int Rounds = 5;
    private const int Wanted = 30;
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.FromHours(-5));

    /// <param name="services">How many.</param>
    /// <param name="needsFile">The vocabulary.</param>
    /// <param name="package">An HSDS package whose services are taken over and over at other places; null for invented ones.</param>
    public static int Run(int services, string needsFile, string? package)
    {
        var needs = NeedVocabulary.Load(File.ReadAllBytes(needsFile), needsFile);
        var places = Places.Load();
        var invented = new SyntheticDirectory(needs, [.. Enumerable.Range(30000, 5000).Select(zip => places.Zip(zip.ToString(CultureInfo.InvariantCulture))).OfType<Place>()]);
        var source = package is null ? invented.Services(services) : invented.Scattered(HsdsImport.Read(package, places).Listings, services);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var index = ResourceIndex.Build(source, needs, places);
        var built = Stopwatch.GetElapsedTime(started);
        var size = GC.GetTotalMemory(forceFullCollection: true) - before;
        var reader = new RequestReader(needs, places, index);
        var requests = invented.Requests(Requests);
        Line($"{index.Count:N0} services in {built.TotalSeconds:N1} s; the index takes {size / 1e6:N0} MB. {Requests:N0} requests, {Rounds} rounds after one to warm up:");
        Line($"| | p50 ms | p99 ms | longest ms | CPU p50 ms | CPU p99 ms | CPU longest ms | KB allocated a request |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        Measure("understand", requests, request => reader.Read(request));
        var read = requests.Distinct().ToDictionary(request => request, reader.Read);
        Measure("search", requests, request => index.Search(read[request], Noon, Wanted));
        Measure("both", requests, request => index.Search(reader.Read(request), Noon, Wanted));
        return 0;
    }

    private static void Measure<T>(string what, IReadOnlyList<string> requests, Func<string, T> answer)
    {
        foreach (var request in requests)
            answer(request);
        var (clock, processor) = (new List<double>(requests.Count * Rounds), new List<double>(requests.Count * Rounds));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var request in requests)
            {
                var (started, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                answer(request);
                processor.Add((Environment.CpuUsage.TotalTime - spent).TotalMilliseconds);
                clock.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var kilobytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / clock.Count;
        clock.Sort();
        processor.Sort();
        Line($"| {what} | {At(clock, 0.5):N2} | {At(clock, 0.99):N2} | {clock[^1]:N2} | {At(processor, 0.5):N2} | {At(processor, 0.99):N2} | {processor[^1]:N2} | {kilobytes:N1} |");
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(sorted.Count * part)];

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
