<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add files to this case …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save case as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy for the ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the e&amp;xplanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Difference of the two marked messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to frame or line …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;lter the calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;revious call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;failed call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From list to &amp;ladder and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: &amp;absolute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: since &amp;start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time: since &amp;previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time: next way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to &amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold &amp;retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List p&amp;ings and scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset &amp;lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Li&amp;ght</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the des&amp;ktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I&amp;mport log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Echelle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ previous</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No SIP was found in this input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen and passed over: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) could not be used; the import log names them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides all %n row(s) of this case.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This case has only pings and scans, which are folded away: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseOutput</name>
    <message numerus="yes">
        <source>%1: %n page(s) written.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n message(s) written, read back and found equal.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture (*.pcapng)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden, %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echelle case (*.echelle)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a call to read what happened in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fault seen in this input</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n TLS connection(s) could not be read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A log shows no network and no media.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input holds no media, so nothing can be said about audio.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferenceDialog</name>
    <message>
        <source>Difference of two messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyView</name>
    <message>
        <source>A Teams call refused with 403: no trunk configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A held call whose transfer goes wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few minutes of ordinary calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a capture or a log here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pcap and pcapng captures, plain or compressed, Asterisk logs with pjsip logging, and Echelle cases. Several files together make one case. The files themselves are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or look at a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExplanationView</name>
    <message>
        <source>To act: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The side that has to act; never a person or a vendor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FacetBar</name>
    <message>
        <source>Pings and scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep-alives and scanners are folded away; press to list them too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailureStrip</name>
    <message>
        <source>first %1, last %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No failures in this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures by cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further causes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in all messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Perl-compatible regular expression, with limits on its work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not found in %n message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) too much work for this expression</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoToDialog</name>
    <message>
        <source>Go to frame or line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame or line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk the messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys, Home, End, Page Up, Page Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark a message; on a second one: show the difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold and fold retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename a lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click on its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a lane; onto another: merge the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LadderPanel</name>
    <message>
        <source>No call selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a call in the list to see its ladder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set-up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>talk %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n leg(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>begins or ends outside the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy for the ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call-IDs, GUID, UTC times, numbers, addresses, codes and versions, as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on the selected message or call</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LadderView</name>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to draw here: no messages, or all of their lanes are hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a call to see its ladder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 after the previous, %2 before the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 after the previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 before the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the lane %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Separate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare with the marked message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark for comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fold retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unfold retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Filter: number, name, address, Call-ID, status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the case as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files to this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open captures, logs or a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*);;Captures (*.pcap *.pcapng *.cap *.gz *.zst);;Logs (*.log *.txt);;Echelle cases (*.echelle)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log does not tell its time zone or year; its times are shown as UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set zone and year …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied for the ticket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Echelle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call flows of SIP captures and logs, explained.
GPL-3.0-or-later; with Qt %1, QCustomPlot, SQLite, zlib, zstd, PCRE2 and OpenSSL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message at or after this place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked; mark a second message to see the difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer marked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SDP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>seen %n time(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No message selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… %1 more, not shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>%1 msg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteCommands</name>
    <message>
        <source>Change note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Save note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note on this message or call; it is kept in the case and printed in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes of the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a message or a call to note on it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutputDialog</name>
    <message>
        <source>The selected call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The calls in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show secrets (keys, digests, tokens)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture (pcapng), with the calls&apos; media</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowTableModel</name>
    <message>
        <source>talk time %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>begins or ends outside the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusPanel</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeDialog</name>
    <message>
        <source>Time of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelinePlot</name>
    <message>
        <source>Calls by outcome over time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended by the caller&apos;s side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended by the callee&apos;s side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended by the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correlated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number read off the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message or a packet says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two observations agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concluded from what is absent, or the best remaining reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SBC side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialled number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>echelle::ui::ExplanationText</name>
    <message>
        <source>Microsoft %1 (derived from the phrase)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most likely: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>echelle::ui::ImportLogText</name>
    <message>
        <source>no time in source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time zone %1, assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time zone %1, as given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time zone %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Passed over, not SIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n oddity(ies), see import log</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::MessageTree</name>
    <message>
        <source>scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>display name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>origin user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>origin address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
