<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>echelle::ui::CallPanel</name>
    <message numerus="yes">
        <source>%Ln place(s) could not be used; the import log names them.</source>
        <translation>
            <numerusform>%Ln place could not be used; the import log names it.</numerusform>
            <numerusform>%Ln places could not be used; the import log names them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides all %Ln row(s) of this case.</source>
        <translation>
            <numerusform>The filter hides the only row of this case.</numerusform>
            <numerusform>The filter hides all %Ln rows of this case.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This case has only pings and scans, which are folded away: %Ln.</source>
        <translation>
            <numerusform>This case has only pings and scans, which are folded away: %Ln.</numerusform>
            <numerusform>This case has only pings and scans, which are folded away: %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::CaseOutput</name>
    <message numerus="yes">
        <source>%1: %Ln page(s) written.</source>
        <translation>
            <numerusform>%1: %Ln page written.</numerusform>
            <numerusform>%1: %Ln pages written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln message(s) written, read back and found equal.</source>
        <translation>
            <numerusform>%1: %Ln message written, read back and found equal.</numerusform>
            <numerusform>%1: %Ln messages written, read back and found equal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::DetailPanel</name>
    <message numerus="yes">
        <source>%Ln TLS connection(s) could not be read.</source>
        <translation>
            <numerusform>%Ln TLS connection could not be read.</numerusform>
            <numerusform>%Ln TLS connections could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::FindBar</name>
    <message numerus="yes">
        <source>Not found in %Ln message(s)</source>
        <translation>
            <numerusform>Not found in %Ln message</numerusform>
            <numerusform>Not found in %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) too much work for this expression</source>
        <translation>
            <numerusform>%Ln message too much work for this expression</numerusform>
            <numerusform>%Ln messages too much work for this expression</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::ImportLogText</name>
    <message numerus="yes">
        <source>%Ln packet(s)</source>
        <translation>
            <numerusform>%Ln packet</numerusform>
            <numerusform>%Ln packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln oddity(ies), see import log</source>
        <translation>
            <numerusform>%Ln oddity, see import log</numerusform>
            <numerusform>%Ln oddities, see import log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::LadderPanel</name>
    <message numerus="yes">
        <source>%Ln leg(s)</source>
        <translation>
            <numerusform>%Ln leg</numerusform>
            <numerusform>%Ln legs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::MainWindow</name>
    <message numerus="yes">
        <source>Encrypted: %Ln TLS connection(s) could not be read. A key log of one of the two sides opens them.</source>
        <translation>
            <numerusform>Encrypted: %Ln TLS connection could not be read. A key log of one of the two sides opens it.</numerusform>
            <numerusform>Encrypted: %Ln TLS connections could not be read. A key log of one of the two sides opens them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::MessageView</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>seen %Ln time(s)</source>
        <translation>
            <numerusform>seen %Ln time</numerusform>
            <numerusform>seen %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::NoticeBar</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::RowTableModel</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::StreamsPanel</name>
    <message numerus="yes">
        <source>%Ln packet(s) captured twice</source>
        <translation>
            <numerusform>%Ln packet captured twice</numerusform>
            <numerusform>%Ln packets captured twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s) out of order</source>
        <translation>
            <numerusform>%Ln packet out of order</numerusform>
            <numerusform>%Ln packets out of order</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) pressed (DTMF)</source>
        <translation>
            <numerusform>%Ln key pressed (DTMF)</numerusform>
            <numerusform>%Ln keys pressed (DTMF)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The receiver reported %1 lost (%Ln RTCP report(s))</source>
        <translation>
            <numerusform>The receiver reported %1 lost (%Ln RTCP report)</numerusform>
            <numerusform>The receiver reported %1 lost (%Ln RTCP reports)</numerusform>
        </translation>
    </message>
</context>
</TS>
