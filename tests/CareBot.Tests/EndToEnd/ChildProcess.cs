using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareBot.Tests.EndToEnd;

/// <summary>A program of this test, ended by its process id with all its children, whatever becomes of the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private bool _ended;

    private ChildProcess(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <param name="file">The program.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="arguments">As the program takes them.</param>
    public static ChildProcess Start(string file, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var child = new ChildProcess(process);
        process.OutputDataReceived += child.Keep;
        process.ErrorDataReceived += child.Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>What the program has written so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Waits until the program has written something.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or did not say it for too long; its output is in the message.</exception>
    public async Task SaysAsync(string words)
    {
        var time = Stopwatch.StartNew();
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            if (_process.HasExited || time.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"{_process.StartInfo.FileName} does not say '{words}':\n{LastOutput()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the address answers 2xx.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or said nothing for too long; its output is in the message.</exception>
    public async Task AnswersAsync(HttpClient http, string path)
    {
        var time = Stopwatch.StartNew();
        while (!_process.HasExited && time.Elapsed < TimeSpan.FromMinutes(2))
        {
            try
            {
                using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} does not answer at {http.BaseAddress}{path}:\n{LastOutput()}");
    }

    /// <summary>What it wrote, to the last line where it has ended.</summary>
    private string LastOutput()
    {
        if (_process.HasExited) _process.WaitForExit();
        return Output;
    }

    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        AppDomain.CurrentDomain.ProcessExit -= End;
        End(null, EventArgs.Empty);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void End(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text) _lines.Enqueue(text);
    }
}
