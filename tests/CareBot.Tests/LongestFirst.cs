using CareBot.Tests;
using CareBot.Tests.Assessments;
using CareBot.Tests.Chats;
using CareBot.Tests.Faults;
using CareBot.Tests.Proof;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CareBot.Tests;

/// <summary>What takes minutes begins first, so that at the end no core waits for one long class on the other.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [Fleet.Collection, nameof(ProverTests), nameof(ChatFilesTests), nameof(SpokenWalkTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(one => Place(one.TestCollectionDisplayName)).ThenBy(one => one.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(string name) => Array.FindIndex(Longest, takesLong => name.Contains(takesLong, StringComparison.Ordinal)) is var at and >= 0 ? at : Longest.Length;
}
