using Microsoft.IdentityModel.Protocols;

namespace CareBot.BotFramework;

/// <summary>Fetches OpenID metadata and the keys it names, each from an address that is allowed for the cloud.</summary>
internal sealed class MetadataDocuments(Func<HttpClient> http, Func<Uri, bool> mayReach) : IDocumentRetriever
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var url = new Uri(address);
        if (!mayReach(url)) throw new HttpRequestException("Keys are read over https only.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        return await http().GetStringAsync(url, limit.Token);
    }
}
