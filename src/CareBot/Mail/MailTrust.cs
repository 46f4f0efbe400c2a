using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace CareBot.Mail;

/// <summary>Which mail servers are believed to be who they say: those whose certificate this machine trusts, and those of the authority that is set.</summary>
public sealed class MailTrust(IOptions<MailOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _authorities = new(() => Read(options.Value.Authority) ?? []);

    /// <summary>One look at one server's certificate.</summary>
    public CertificateCheck NewCheck() => new(_authorities.Value);

    /// <returns>The certificates of a PEM file, none where no file is named; null where it holds none or cannot be read.</returns>
    internal static X509Certificate2Collection? Read(string? file)
    {
        var found = new X509Certificate2Collection();
        if (string.IsNullOrWhiteSpace(file))
        {
            return found;
        }

        try
        {
            found.ImportFromPemFile(file);
            return found.Count > 0 ? found : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Judges a server's certificate, and keeps in an operator's words why it was not taken.</summary>
public sealed class CertificateCheck(X509Certificate2Collection authorities)
{
    /// <summary>Null while nothing was refused.</summary>
    public string? Refusal { get; private set; }

    /// <inheritdoc cref="RemoteCertificateValidationCallback"/>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = errors == SslPolicyErrors.None ? null
            : certificate is null ? "the server shows no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "the server's certificate is for another name than the one that is set"
            : Signed(new X509Certificate2(certificate), chain);
        return Refusal is null;
    }

    private string? Signed(X509Certificate2 certificate, X509Chain? shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // An authority of one's own publishes no list of what it took back.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (shown is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(certificate) ? null
            : chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) ? "the server's certificate is not valid today"
            : $"the server's certificate is signed by nobody who is trusted here; name its authority in {MailOptions.Section}:Authority";
    }
}
