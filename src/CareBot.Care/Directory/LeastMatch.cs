namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// Which services may answer a request at all. A service that merely shares a word with it ("hearing" before a court) is no answer, and no
/// answer is better than a wrong one: then somebody who knows more is named.
/// </summary>
internal static class LeastMatch
{
    /// <summary>Where no need was understood, so much of what the words tell has to be said by the service.</summary>
    private const double OfTheWords = 0.499;

    /// <summary>Takes their score from those that may not.</summary>
    public static void Apply(ResourceRequest request, QueryWords query, TextIndex words, float[] scores)
    {
        var shares = System.Buffers.ArrayPool<float>.Shared.Rent(words.Documents);
        Array.Clear(shares, 0, words.Documents);
        var wanted = query.Wanted(request);
        var least = 0.0;
        foreach (var mark in wanted)
            words.Share([mark], 1, shares);
        foreach (var ways in wanted.Count > 0 ? [] : query.Own(request))
        {
            var rarity = words.Rarity(ways);
            least += OfTheWords * rarity;
            words.Share(ways, rarity, shares);
        }

        for (var i = 0; i < words.Documents; i++)
        {
            if (shares[i] <= 0 || shares[i] < least)
                scores[i] = 0;
        }

        System.Buffers.ArrayPool<float>.Shared.Return(shares);
    }
}
