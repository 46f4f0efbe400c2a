using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CareBot.Tests.Mail;

/// <summary>A mail server on this machine that keeps what it takes. It says what it is told to say to each message.</summary>
internal sealed class SmtpCapture : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private readonly X509Certificate2? _certificate;
    private readonly bool _upgrades;

    /// <param name="certificate">Speaks TLS with it; null to speak openly.</param>
    /// <param name="upgrades">Begins openly and goes over to TLS when it is asked to (STARTTLS).</param>
    public SmtpCapture(X509Certificate2? certificate = null, bool upgrades = false)
    {
        (_certificate, _upgrades) = (certificate, upgrades);
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it took, whole: headers and body.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    /// <summary>How often somebody offered it a message.</summary>
    public int Offered { get; private set; }

    /// <summary>What it answers to a command; null for what a server says that takes everything.</summary>
    public Func<string, string?> Command { get; set; } = _ => null;

    /// <summary>What it answers after the n-th message, counted from one; 250 takes it.</summary>
    public Func<int, string> Answer { get; set; } = _ => "250 taken";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await TalkAsync(await SecretlyAsync(client.GetStream(), when: !_upgrades));
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // The caller did not like the certificate.
            }
        }
    }

    private async Task<Stream> SecretlyAsync(Stream open, bool when)
    {
        if (_certificate is null || !when)
        {
            return open;
        }

        var secret = new SslStream(open);
        await secret.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secret;
    }

    private async Task TalkAsync(Stream stream, bool greets = true)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (greets)
        {
            await writer.WriteLineAsync("220 capture");
        }

        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (Command(line) is { } said)
            {
                await writer.WriteLineAsync(said);
            }
            else if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                await writer.WriteLineAsync(await ReadMessageAsync(reader));
            }
            else if (_upgrades && greets && line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteAsync("250-capture\r\n250 STARTTLS\r\n");
            }
            else if (_upgrades && greets && line.StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("220 go on");
                await TalkAsync(await SecretlyAsync(stream, when: true), greets: false);
                return;
            }
            else
            {
                await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 fine");
            }
        }
    }

    private async Task<string> ReadMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line and not ".")
            message.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        var answer = Answer(++Offered);
        if (answer.StartsWith("250", StringComparison.Ordinal)) Taken.Enqueue(message.ToString());
        return answer;
    }
}
