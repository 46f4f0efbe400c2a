using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CareBot.Tests.Mail;

/// <summary>A mailbox on this machine (RFC 1939): what is put into it can be read and taken out by whoever knows the password.</summary>
internal sealed class Pop3Server : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">Speaks TLS with it from the first byte; null to speak openly.</param>
    public Pop3Server(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The letters in the box, whole, with lines that end in CRLF.</summary>
    public List<string> Letters { get; } = [];

    /// <summary>Whether it refuses to hand letters out for the moment.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How many letters were fetched so far.</summary>
    public int Read { get; private set; }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        _listener.Stop();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                if (_certificate is null)
                {
                    await TalkAsync(client.GetStream());
                    continue;
                }

                await using var secret = new SslStream(client.GetStream());
                await secret.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await TalkAsync(secret);
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // The caller did not like the certificate.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var gone = new HashSet<int>();
        await writer.WriteLineAsync("+OK mailbox");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var words = line.Split(' ');
            var number = words.Length > 1 && int.TryParse(words[1], out var n) ? n : 0;
            switch (words[0].ToUpperInvariant())
            {
                case "CAPA":
                    await writer.WriteAsync("+OK\r\nUSER\r\nUIDL\r\nTOP\r\n.\r\n");
                    break;
                case "PASS":
                    await writer.WriteLineAsync(words[1] == "secret" ? "+OK" : "-ERR no");
                    break;
                case "STAT":
                    await writer.WriteLineAsync($"+OK {Letters.Count} {Letters.Sum(letter => letter.Length)}");
                    break;
                case "LIST":
                    await writer.WriteLineAsync($"+OK {number} {Letters[number - 1].Length}");
                    break;
                case "UIDL" when number > 0:
                    await writer.WriteLineAsync($"+OK {number} {Uid(number)}");
                    break;
                case "UIDL":
                    await writer.WriteAsync("+OK\r\n" + string.Concat(Enumerable.Range(1, Letters.Count).Select(i => $"{i} {Uid(i)}\r\n")) + ".\r\n");
                    break;
                case "RETR" when IsBusy:
                    await writer.WriteLineAsync("-ERR [SYS/TEMP] try later");
                    break;
                case "RETR":
                    Read++;
                    await writer.WriteAsync($"+OK\r\n{Letters[number - 1].Replace("\r\n.", "\r\n..", StringComparison.Ordinal)}\r\n.\r\n");
                    break;
                case "DELE":
                    gone.Add(number);
                    await writer.WriteLineAsync("+OK");
                    break;
                case "QUIT":
                    foreach (var one in gone.OrderDescending()) Letters.RemoveAt(one - 1);
                    await writer.WriteLineAsync("+OK bye");
                    return;
                default:
                    await writer.WriteLineAsync("+OK");
                    break;
            }
        }
    }

    private string Uid(int number) => $"u{(uint)Letters[number - 1].GetHashCode(StringComparison.Ordinal):x}";
}
