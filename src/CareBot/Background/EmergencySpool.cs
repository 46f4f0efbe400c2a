using System.Collections.Concurrent;
using System.Text.Json;
using CareBot.Care.Alerts;
using CareBot.Care.Records;
using CareBot.Dialogs;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Identity;
using CareBot.Storage;
using Microsoft.Extensions.Options;

namespace CareBot.Background;

/// <summary>
/// Emergencies that were heard while nothing could be stored: kept in this process and in a file beside it, and raised when the records are
/// back. The file is the host's own disk: it outlives the process, not the disk. It holds who and which rules, never the words.
/// </summary>
public sealed class EmergencySpool : IDisposable
{
    private readonly ConcurrentDictionary<string, SpooledEmergency> _waiting = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _file = new(1, 1);
    private readonly string? _path;
    private readonly SpeakerMiddleware _speakers;
    private readonly EmergencyDesk _desk;
    private readonly HelpWords _words;
    private readonly ILogger<EmergencySpool> _logger;

    public EmergencySpool(IOptions<RecordsOptions> records, SpeakerMiddleware speakers, EmergencyDesk desk, HelpWords words, ILogger<EmergencySpool> logger)
    {
        var folder = records.Value.DataFolder;
        _path = folder == RecordsOptions.Temporary ? null : Path.Combine(Path.GetFullPath(folder), "emergencies.spool");
        (_speakers, _desk, _words, _logger) = (speakers, desk, words, logger);
        Load();
    }

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Keeps an emergency until the records can take it. Keeping the same one twice is keeping it once.</summary>
    public async Task KeepAsync(Activity inbound, string? person, UnstoredEmergency heard, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var cause = Talk.CauseOf(inbound);
        var entry = new SpooledEmergency(cause, heard.Class, heard.Rules, at, Reachability.Write(inbound), person, heard.Language);
        if (!_waiting.TryAdd(cause, entry) || _path is null)
        {
            return;
        }

        await _file.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            await using var file = new FileStream(_path, Own(FileMode.Append));
            // A process that died may have left a line half-written: this one begins anew. Empty lines say nothing.
            byte[] line = [(byte)'\n', .. JsonSerializer.SerializeToUtf8Bytes(entry, SpoolJson.Default.SpooledEmergency), (byte)'\n'];
            await file.WriteAsync(line, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // It is still kept in this process.
            _logger.SpoolNotWritten(full);
        }
        finally
        {
            _file.Release();
        }
    }

    /// <summary>Raises what waits. What was raised from the conversation meanwhile is not raised again: its id derives from the same activity.</summary>
    /// <exception cref="StorageUnavailableException">The records are still away; everything not raised yet goes on waiting.</exception>
    public async Task RaiseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var entry in _waiting.Values.OrderBy(entry => entry.At))
        {
            try
            {
                await RaiseAsync(entry, now, cancellationToken);
                _waiting.TryRemove(entry.Cause, out _);
            }
            catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException))
            {
                // One that cannot be raised must not hold up the others, and is tried again.
                _logger.SpoolNotRaised(fault);
            }
        }

        if (_waiting.IsEmpty && _path is not null && File.Exists(_path))
        {
            await ClearAsync(cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();

    private async Task RaiseAsync(SpooledEmergency entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var address = Reachability.ReadActivity(entry.Address);
        var speaker = await _speakers.FindAsync(address, entry.Person, cancellationToken);
        var emergency = Emergency.Of(entry.Class, entry.Rules, Talk.AuthorOf(speaker, entry.Cause)) with { PatientTold = "trouble.emergency" };
        await _desk.RaiseAsync(_words.CallerOf(speaker, address, entry.Language), emergency, entry.At, now, cancellationToken);
    }

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        await _file.WaitAsync(cancellationToken);
        try
        {
            if (_waiting.IsEmpty)
            {
                File.Delete(_path!);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Left there, it is raised again after the next start, which raises nothing twice.
            _logger.SpoolNotWritten(refused);
        }
        finally
        {
            _file.Release();
        }
    }

    private void Load()
    {
        if (_path is null || !File.Exists(_path))
        {
            return;
        }

        foreach (var line in File.ReadLines(_path).Where(line => line.Length > 0))
        {
            try
            {
                var entry = JsonSerializer.Deserialize(line, SpoolJson.Default.SpooledEmergency)!;
                _waiting.TryAdd(entry.Cause, entry);
            }
            catch (JsonException)
            {
                // The process died while this line was written: the emergency words had not gone out yet either.
                _logger.SpoolLineLost();
            }
        }
    }

    private static FileStreamOptions Own(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
