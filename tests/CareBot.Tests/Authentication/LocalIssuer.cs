using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareBot.Tests.Authentication;

/// <summary>A token issuer on this machine: real keys, real tokens, real OpenID metadata over HTTP.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<JsonObject> _published = [];

    private LocalIssuer(WebApplication app) => _app = app;

    public const string Issuer = "https://issuer.test";

    public string Url => _app.Urls.Single();

    public string MetadataUrl => $"{Url}/openid";

    /// <summary>How often the keys were read.</summary>
    public int Fetches { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>A certificate whose holder gets tokens; null for nobody's.</summary>
    public X509Certificate2? Trusts { get; set; }

    /// <summary>How many tokens were issued to the bot itself.</summary>
    public int TokensIssued { get; private set; }

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var issuer = new LocalIssuer(app);
        app.MapGet("/openid", issuer.Metadata);
        app.MapGet("/keys", issuer.Keys);
        app.MapPost("/{tenant}/oauth2/v2.0/token", issuer.Token);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public void Publish(TestKey key, params string[]? endorsements)
    {
        var jwk = key.PublicJwk();
        if (endorsements is { Length: > 0 }) jwk["endorsements"] = new JsonArray([.. endorsements.Select(name => JsonValue.Create(name))]);
        _published.Add(jwk);
    }

    public void Withdraw(TestKey key) => _published.RemoveAll(jwk => (string?)jwk["kid"] == key.Id);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Metadata(HttpContext http)
    {
        Fetches++;
        if (IsDown) http.Response.StatusCode = 503;
        else await http.Response.WriteAsync(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Url}/keys" }.ToJsonString());
    }

    private Task Keys(HttpContext http) =>
        http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. _published.Select(jwk => jwk.DeepClone())]) }.ToJsonString());

    private async Task Token(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        http.Response.ContentType = "application/json";
        if (form["client_secret"] != "the secret" && !Holds(form["client_assertion"]))
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsync("""{"error":"invalid_client","error_description":"no"}""");
            return;
        }

        TokensIssued++;
        await http.Response.WriteAsync(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = 3600,
            ["access_token"] = $"{form["scope"]}#{TokensIssued}",
        }.ToJsonString());
    }

    /// <summary>Whether an assertion was signed by the holder of the trusted certificate.</summary>
    private bool Holds(string? assertion)
    {
        if (Trusts is null || assertion?.Split('.') is not [var head, var claims, var signature]) return false;
        var padding = (string?)JsonNode.Parse(Base64Url.DecodeFromChars(head))!["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        using var key = Trusts.GetRSAPublicKey()!;
        return key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, padding);
    }
}

/// <summary>A signing key of the local issuer. Keys are made once: making one takes longer than a test.</summary>
internal sealed class TestKey
{
    public static readonly TestKey First = new("first", RSA.Create(2048));
    public static readonly TestKey Second = new("second", RSA.Create(2048));
    public static readonly TestKey Elliptic = new("elliptic", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private readonly AsymmetricAlgorithm _key;

    private TestKey(string id, AsymmetricAlgorithm key) => (Id, _key) = (id, key);

    public string Id { get; }

    public string Sign(JsonObject claims, string? keyId = null)
    {
        var head = new JsonObject { ["alg"] = _key is RSA ? "RS256" : "ES256", ["typ"] = "JWT", ["kid"] = keyId ?? Id };
        var content = $"{Part(head)}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(content);
        var signature = _key is RSA rsa
            ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(bytes, HashAlgorithmName.SHA256);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The forgery that works where a library takes the public key for a shared secret.</summary>
    public string SignWithPublicKeyAsSecret(JsonObject claims)
    {
        var content = $"{Part(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = Id })}.{Part(claims)}";
        var secret = Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem());
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content)))}";
    }

    public string Unsigned(JsonObject claims) =>
        $"{Part(new JsonObject { ["alg"] = "none", ["typ"] = "JWT", ["kid"] = Id })}.{Part(claims)}.";

    public JsonObject PublicJwk()
    {
        if (_key is RSA rsa)
        {
            var parts = rsa.ExportParameters(includePrivateParameters: false);
            return Jwk("RSA", ("n", parts.Modulus!), ("e", parts.Exponent!));
        }

        var point = ((ECDsa)_key).ExportParameters(includePrivateParameters: false).Q;
        var jwk = Jwk("EC", ("x", point.X!), ("y", point.Y!));
        jwk["crv"] = "P-256";
        return jwk;
    }

    private JsonObject Jwk(string type, params (string Name, byte[] Value)[] parts)
    {
        var jwk = new JsonObject { ["kty"] = type, ["use"] = "sig", ["kid"] = Id };
        foreach (var (name, value) in parts) jwk[name] = Base64Url.EncodeToString(value);
        return jwk;
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
