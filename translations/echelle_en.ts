<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>echelle::ui::CallPanel</name>
    <message numerus="yes">
        <source>%n place(s) could not be used; the import log names them.</source>
        <translation>
            <numerusform>%n place could not be used; the import log names it.</numerusform>
            <numerusform>%n places could not be used; the import log names them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides all %n row(s) of this case.</source>
        <translation>
            <numerusform>The filter hides the only row of this case.</numerusform>
            <numerusform>The filter hides all %n rows of this case.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This case has only pings and scans, which are folded away: %n.</source>
        <translation>
            <numerusform>This case has only pings and scans, which are folded away: %n.</numerusform>
            <numerusform>This case has only pings and scans, which are folded away: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::CaseOutput</name>
    <message numerus="yes">
        <source>%1: %n page(s) written.</source>
        <translation>
            <numerusform>%1: %n page written.</numerusform>
            <numerusform>%1: %n pages written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n message(s) written, read back and found equal.</source>
        <translation>
            <numerusform>%1: %n message written, read back and found equal.</numerusform>
            <numerusform>%1: %n messages written, read back and found equal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::DetailPanel</name>
    <message numerus="yes">
        <source>%n TLS connection(s) could not be read.</source>
        <translation>
            <numerusform>%n TLS connection could not be read.</numerusform>
            <numerusform>%n TLS connections could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::FindBar</name>
    <message numerus="yes">
        <source>Not found in %n message(s)</source>
        <translation>
            <numerusform>Not found in %n message</numerusform>
            <numerusform>Not found in %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) too much work for this expression</source>
        <translation>
            <numerusform>%n message too much work for this expression</numerusform>
            <numerusform>%n messages too much work for this expression</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::ImportLogText</name>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oddity(ies), see import log</source>
        <translation>
            <numerusform>%n oddity, see import log</numerusform>
            <numerusform>%n oddities, see import log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::LadderPanel</name>
    <message numerus="yes">
        <source>%n leg(s)</source>
        <translation>
            <numerusform>%n leg</numerusform>
            <numerusform>%n legs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::MessageView</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>seen %n time(s)</source>
        <translation>
            <numerusform>seen %n time</numerusform>
            <numerusform>seen %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::NoticeBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::RowTableModel</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
</TS>
