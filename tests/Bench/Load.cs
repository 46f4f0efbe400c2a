using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CareBot.Bench;

/// <summary>Talks to a bot by <c>expectReplies</c> and checks every reply.</summary>
internal sealed class Load(Uri bot) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = bot };
    private int _ids;

    /// <summary>One turn.</summary>
    /// <returns>How long it took.</returns>
    /// <exception cref="InvalidDataException">The reply is not the one that was expected.</exception>
    public async Task<TimeSpan> SayAsync(string person, string conversation, Step step)
    {
        using var content = new ByteArrayContent(Activity(person, conversation, step.Text));
        content.Headers.ContentType = Json;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        var begun = Stopwatch.GetTimestamp();
        using var response = await _client.SendAsync(request);
        var reply = await response.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(begun);
        if (!response.IsSuccessStatusCode || reply.AsSpan().IndexOf(step.Expected) < 0)
            throw new InvalidDataException($"{person} said '{step.Text}' and got {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(reply)}");
        return took;
    }

    /// <summary>Has people walk, some at a time; each in a conversation of their own.</summary>
    public async Task<Figures> WalkAsync(IReadOnlyCollection<Person> people, int atOnce, Func<Person, Step[]> steps)
    {
        var waiting = new Queue<Person>(people);
        var times = new List<TimeSpan>(people.Count * Walk.Turns);
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(WalkOnAsync)));
        return new Figures(times, Stopwatch.GetElapsedTime(begun));

        async Task WalkOnAsync()
        {
            while (Next() is { } person)
            {
                foreach (var step in steps(person))
                {
                    var took = await SayAsync(person.Id, $"conversation-{person.Id}", step);
                    lock (times)
                        times.Add(took);
                }
            }
        }

        Person? Next()
        {
            lock (waiting)
                return waiting.TryDequeue(out var person) ? person : null;
        }
    }

    public void Dispose() => _client.Dispose();

    private byte[] Activity(string person, string conversation, string text)
    {
        using var buffer = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "message");
            writer.WriteString("id", $"{conversation}-{Interlocked.Increment(ref _ids)}");
            writer.WriteString("channelId", "emulator");
            writer.WriteString("serviceUrl", "http://127.0.0.1:9");
            writer.WriteString("deliveryMode", "expectReplies");
            writer.WriteString("text", text);
            foreach (var (name, id) in new[] { ("from", person), ("recipient", "bot"), ("conversation", conversation) })
            {
                writer.WriteStartObject(name);
                writer.WriteString("id", id);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}

/// <summary>What a load took.</summary>
internal sealed class Figures
{
    private readonly TimeSpan[] _sorted;

    public Figures(IEnumerable<TimeSpan> times, TimeSpan took) => (_sorted, Took) = ([.. times.Order()], took);

    public TimeSpan Took { get; }

    public int Turns => _sorted.Length;

    public double TurnsPerSecond => Turns / Took.TotalSeconds;

    public double Milliseconds(double share) => _sorted[(int)(share * (_sorted.Length - 1))].TotalMilliseconds;
}
