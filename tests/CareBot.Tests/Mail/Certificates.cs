using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CareBot.Tests.Mail;

/// <summary>An authority of the test's own, and certificates for servers on this machine that it signed.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=An authority of one's own", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var today = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(today.AddDays(-900), today.AddDays(900));
    }

    /// <summary>The authority as a file, as an operator names it.</summary>
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"authority-{RandomNumberGenerator.GetHexString(12)}.pem");

    public Certificates Written()
    {
        System.IO.File.WriteAllText(File, _authority.ExportCertificatePem());
        return this;
    }

    /// <param name="address">Whom it names.</param>
    /// <param name="days">Until when it is valid, counted from today.</param>
    public X509Certificate2 Of(string address = "127.0.0.1", int days = 30)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(_authority, today.AddDays(-60), today.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _authority.Dispose();
        System.IO.File.Delete(File);
    }
}
