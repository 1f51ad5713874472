<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>echelle::ui::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>Fi&amp;nd</source>
        <translation>&amp;Rechercher</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Aller</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Affic&amp;hage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Ouvrir un fichier &amp;récent</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>&amp;Add files to this case …</source>
        <translation>&amp;Ajouter des fichiers à ce dossier…</translation>
    </message>
    <message>
        <source>&amp;Save case as …</source>
        <translation>&amp;Enregistrer le dossier sous…</translation>
    </message>
    <message>
        <source>&amp;Report …</source>
        <translation>&amp;Rapport…</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>&amp;Close case</source>
        <translation>&amp;Fermer le dossier</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Copy for the ticket</source>
        <translation>&amp;Copier pour le ticket</translation>
    </message>
    <message>
        <source>Copy the e&amp;xplanation</source>
        <translation>Copier l’e&amp;xplication</translation>
    </message>
    <message>
        <source>&amp;Note …</source>
        <translation>&amp;Note…</translation>
    </message>
    <message>
        <source>&amp;Mark message</source>
        <translation>&amp;Marquer le message</translation>
    </message>
    <message>
        <source>&amp;Difference of the two marked messages</source>
        <translation>&amp;Différence entre les deux messages marqués</translation>
    </message>
    <message>
        <source>&amp;Find in messages</source>
        <translation>&amp;Rechercher dans les messages</translation>
    </message>
    <message>
        <source>&amp;Next hit</source>
        <translation>Occurrence &amp;suivante</translation>
    </message>
    <message>
        <source>&amp;Previous hit</source>
        <translation>Occurrence &amp;précédente</translation>
    </message>
    <message>
        <source>&amp;Go to frame or line …</source>
        <translation>&amp;Aller à la trame ou à la ligne…</translation>
    </message>
    <message>
        <source>Fi&amp;lter the calls</source>
        <translation>Fi&amp;ltrer les appels</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>&amp;Effacer le filtre</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Précédent</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Suivant</translation>
    </message>
    <message>
        <source>&amp;Previous message</source>
        <translation>Message &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Next message</source>
        <translation>Message &amp;suivant</translation>
    </message>
    <message>
        <source>P&amp;revious call</source>
        <translation>Appel p&amp;récédent</translation>
    </message>
    <message>
        <source>Ne&amp;xt call</source>
        <translation>Appel s&amp;uivant</translation>
    </message>
    <message>
        <source>Next &amp;failed call</source>
        <translation>Appel en é&amp;chec suivant</translation>
    </message>
    <message>
        <source>From list to &amp;ladder and back</source>
        <translation>De la liste au &amp;diagramme et retour</translation>
    </message>
    <message>
        <source>Time: &amp;absolute</source>
        <translation>Temps : &amp;absolu</translation>
    </message>
    <message>
        <source>Time: since &amp;start</source>
        <translation>Temps : depuis le &amp;début</translation>
    </message>
    <message>
        <source>Time: since &amp;previous</source>
        <translation>Temps : depuis le &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Time: next way</source>
        <translation>&amp;Temps : affichage suivant</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Zoom a&amp;vant</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Zoom a&amp;rrière</translation>
    </message>
    <message>
        <source>Zoom to &amp;100 %</source>
        <translation>Zoom à &amp;100 %</translation>
    </message>
    <message>
        <source>Fold &amp;retransmissions</source>
        <translation>&amp;Replier les retransmissions</translation>
    </message>
    <message>
        <source>List p&amp;ings and scans</source>
        <translation>Lister les p&amp;ings et les balayages</translation>
    </message>
    <message>
        <source>Reset &amp;lanes</source>
        <translation>Réinitialiser les &amp;colonnes</translation>
    </message>
    <message>
        <source>Li&amp;ght</source>
        <translation>C&amp;lair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>As the des&amp;ktop</source>
        <translation>Comme le &amp;bureau</translation>
    </message>
    <message>
        <source>I&amp;mport log</source>
        <translation>&amp;Journal d’import</translation>
    </message>
    <message>
        <source>All &amp;keys</source>
        <translation>Tous les &amp;raccourcis</translation>
    </message>
    <message>
        <source>&amp;About Echelle</source>
        <translation>À &amp;propos d’Echelle</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message>
        <source>Δ start</source>
        <translation>Δ début</translation>
    </message>
    <message>
        <source>Δ previous</source>
        <translation>Δ précédent</translation>
    </message>
    <message>
        <source>Add a &amp;key log …</source>
        <translation>Ajouter un journal de &amp;clés…</translation>
    </message>
    <message>
        <source>C&amp;ompare the two selected calls</source>
        <translation>C&amp;omparer les deux appels sélectionnés</translation>
    </message>
</context>
<context>
    <name>echelle::ui::CallPanel</name>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Effacer le filtre</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Trier</translation>
    </message>
    <message>
        <source>No SIP was found in this input.</source>
        <translation>Aucun SIP trouvé dans cette entrée.</translation>
    </message>
    <message>
        <source>Seen and passed over: %1.</source>
        <translation>Vu et ignoré : %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) could not be used; the import log names them.</source>
        <translation>
            <numerusform>%Ln endroit inutilisable ; le journal d’import le nomme.</numerusform>
            <numerusform>%Ln endroits inutilisables ; le journal d’import les nomme.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln ligne</numerusform>
            <numerusform>%Ln lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides all %Ln row(s) of this case.</source>
        <translation>
            <numerusform>Le filtre masque la seule ligne de ce dossier.</numerusform>
            <numerusform>Le filtre masque les %Ln lignes de ce dossier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This case has only pings and scans, which are folded away: %Ln.</source>
        <translation>
            <numerusform>Ce dossier ne contient que des pings et des balayages, repliés : %Ln.</numerusform>
            <numerusform>Ce dossier ne contient que des pings et des balayages, repliés : %Ln.</numerusform>
        </translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Décroissant</translation>
    </message>
</context>
<context>
    <name>echelle::ui::CaseOutput</name>
    <message numerus="yes">
        <source>%1: %Ln page(s) written.</source>
        <translation>
            <numerusform>%1 : %Ln page écrite.</numerusform>
            <numerusform>%1 : %Ln pages écrites.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln message(s) written, read back and found equal.</source>
        <translation>
            <numerusform>%1 : %Ln message écrit, relu et trouvé identique.</numerusform>
            <numerusform>%1 : %Ln messages écrits, relus et trouvés identiques.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Capture (*.pcapng)</source>
        <translation>Capture (*.pcapng)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>hidden, %1 characters</source>
        <translation>masqué, %1 caractères</translation>
    </message>
    <message>
        <source>Save the case</source>
        <translation>Enregistrer le dossier</translation>
    </message>
    <message>
        <source>Echelle case (*.echelle)</source>
        <translation>Dossier Echelle (*.echelle)</translation>
    </message>
    <message>
        <source>A file is still being written. Try again when it is done.</source>
        <translation>Un fichier est encore en cours d’écriture. Réessayez quand il sera terminé.</translation>
    </message>
    <message>
        <source>%1 belongs to this case and is not written over. Choose another name.</source>
        <translation>%1 appartient à ce dossier et ne sera pas remplacé. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Writing %1 …</source>
        <translation>Écriture de %1…</translation>
    </message>
</context>
<context>
    <name>echelle::ui::CompareDialog</name>
    <message>
        <source>Calls %1 and %2 compared</source>
        <translation>Appels %1 et %2 comparés</translation>
    </message>
    <message>
        <source>Go to the first divergence</source>
        <translation>Aller à la première divergence</translation>
    </message>
    <message>
        <source>Two calls beside each other</source>
        <translation>Deux appels côte à côte</translation>
    </message>
    <message>
        <source>%1: %2 ↔ %3</source>
        <translation>%1 : %2 ↔ %3</translation>
    </message>
    <message>
        <source>Stand for each other: %1</source>
        <translation>Se correspondent : %1</translation>
    </message>
    <message>
        <source>Only the first %1 messages of each call are compared.</source>
        <translation>Seuls les %1 premiers messages de chaque appel sont comparés.</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>Divergence</translation>
    </message>
    <message>
        <source>A, s</source>
        <translation>A, s</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Appel %1</translation>
    </message>
    <message>
        <source>B, s</source>
        <translation>B, s</translation>
    </message>
</context>
<context>
    <name>echelle::ui::DetailPanel</name>
    <message>
        <source>Legs</source>
        <translation>Branches</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Import log</source>
        <translation>Journal d’import</translation>
    </message>
    <message>
        <source>Findings of the call</source>
        <translation>Constats de l’appel</translation>
    </message>
    <message>
        <source>What was met</source>
        <translation>Ce qui a été rencontré</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Select a call to read what happened in it.</source>
        <translation>Sélectionnez un appel pour lire ce qui s’y est passé.</translation>
    </message>
    <message>
        <source>No fault seen in this input</source>
        <translation>Aucun défaut vu dans cette entrée</translation>
    </message>
    <message numerus="yes">
        <source>%Ln TLS connection(s) could not be read.</source>
        <translation>
            <numerusform>%Ln connexion TLS n’a pas pu être lue.</numerusform>
            <numerusform>%Ln connexions TLS n’ont pas pu être lues.</numerusform>
        </translation>
    </message>
    <message>
        <source>A log shows no network and no media.</source>
        <translation>Un journal ne montre ni le réseau ni le média.</translation>
    </message>
    <message>
        <source>The input holds no media, so nothing can be said about audio.</source>
        <translation>L’entrée ne contient pas de média ; rien ne peut être dit du son.</translation>
    </message>
</context>
<context>
    <name>echelle::ui::DifferenceDialog</name>
    <message>
        <source>Difference of two messages</source>
        <translation>Différence entre deux messages</translation>
    </message>
</context>
<context>
    <name>echelle::ui::EmptyView</name>
    <message>
        <source>A Teams call refused with 403: no trunk configuration</source>
        <translation>Un appel Teams refusé par un 403 : aucune configuration de trunk</translation>
    </message>
    <message>
        <source>A held call whose transfer goes wrong</source>
        <translation>Un appel en attente dont le transfert tourne mal</translation>
    </message>
    <message>
        <source>Drop a capture or a log here</source>
        <translation>Déposez ici une capture ou un journal</translation>
    </message>
    <message>
        <source>pcap and pcapng captures, plain or compressed, Asterisk logs with pjsip logging, and Echelle cases. Several files together make one case. The files themselves are never changed.</source>
        <translation>Captures pcap et pcapng, compressées ou non, journaux Asterisk avec la trace pjsip, et dossiers Echelle. Plusieurs fichiers ensemble forment un dossier. Les fichiers eux-mêmes ne sont jamais modifiés.</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Or look at a sample</source>
        <translation>Ou regardez un exemple</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Ouverts récemment</translation>
    </message>
    <message>
        <source>Some hours of ordinary calls</source>
        <translation>Quelques heures d’appels ordinaires</translation>
    </message>
</context>
<context>
    <name>echelle::ui::ExplanationText</name>
    <message>
        <source>Microsoft %1 (derived)</source>
        <translation>Microsoft %1 (déduit)</translation>
    </message>
    <message>
        <source>Most likely: %1</source>
        <translation>Le plus probable : %1</translation>
    </message>
</context>
<context>
    <name>echelle::ui::ExplanationView</name>
    <message>
        <source>To act: %1</source>
        <translation>À agir : %1</translation>
    </message>
    <message>
        <source>The side that has to act; never a person or a vendor.</source>
        <translation>Le côté qui doit agir ; jamais une personne ni un fournisseur.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Aller à %1</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>Ce qui a été vu</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Also fits</source>
        <translation>Correspond aussi</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Preuve</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>echelle::ui::FacetBar</name>
    <message>
        <source>Pings and scans</source>
        <translation>Pings et balayages</translation>
    </message>
    <message>
        <source>Keep-alives and scanners are folded away; press to list them too.</source>
        <translation>Les keep-alive et les balayages sont repliés ; cliquez pour les lister aussi.</translation>
    </message>
</context>
<context>
    <name>echelle::ui::FailureStrip</name>
    <message>
        <source>first %1, last %2</source>
        <translation>premier %1, dernier %2</translation>
    </message>
    <message>
        <source>No failures in this view</source>
        <translation>Aucun échec dans cette vue</translation>
    </message>
    <message>
        <source>Failures by cause</source>
        <translation>Échecs par cause</translation>
    </message>
    <message>
        <source>Further causes</source>
        <translation>Autres causes</translation>
    </message>
</context>
<context>
    <name>echelle::ui::FindBar</name>
    <message>
        <source>Find in all messages</source>
        <translation>Rechercher dans tous les messages</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Expression</translation>
    </message>
    <message>
        <source>A Perl-compatible regular expression, with limits on its work.</source>
        <translation>Une expression régulière compatible Perl, au travail limité.</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Respecter la casse</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Recherche…</translation>
    </message>
    <message numerus="yes">
        <source>Not found in %Ln message(s)</source>
        <translation>
            <numerusform>Introuvable dans %Ln message</numerusform>
            <numerusform>Introuvable dans %Ln messages</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) too much work for this expression</source>
        <translation>
            <numerusform>%Ln message trop coûteux pour cette expression</numerusform>
            <numerusform>%Ln messages trop coûteux pour cette expression</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::GoToDialog</name>
    <message>
        <source>Go to frame or line</source>
        <translation>Aller à la trame ou à la ligne</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Frame or line</source>
        <translation>Trame ou ligne</translation>
    </message>
</context>
<context>
    <name>echelle::ui::ImportLogText</name>
    <message>
        <source>no time in source</source>
        <translation>aucune heure dans la source</translation>
    </message>
    <message>
        <source>time zone %1, assumed</source>
        <translation>fuseau %1, supposé</translation>
    </message>
    <message>
        <source>time zone %1, as given</source>
        <translation>fuseau %1, donné</translation>
    </message>
    <message>
        <source>time zone %1</source>
        <translation>fuseau %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln packet(s)</source>
        <translation>
            <numerusform>%Ln paquet</numerusform>
            <numerusform>%Ln paquets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Passed over, not SIP</source>
        <translation>Ignoré, pas du SIP</translation>
    </message>
    <message numerus="yes">
        <source>%Ln oddity(ies), see import log</source>
        <translation>
            <numerusform>%Ln anomalie, voir le journal d’import</numerusform>
            <numerusform>%Ln anomalies, voir le journal d’import</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln de plus</numerusform>
            <numerusform>et %Ln de plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>echelle::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>In the ladder</source>
        <translation>Dans le diagramme</translation>
    </message>
    <message>
        <source>Walk the messages</source>
        <translation>Parcourir les messages</translation>
    </message>
    <message>
        <source>Arrow keys, Home, End, Page Up, Page Down</source>
        <translation>Flèches, Début, Fin, Page précédente, Page suivante</translation>
    </message>
    <message>
        <source>Mark a message; on a second one: show the difference</source>
        <translation>Marquer un message ; sur un second : montrer la différence</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Unfold and fold retransmissions</source>
        <translation>Déplier et replier les retransmissions</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + molette</translation>
    </message>
    <message>
        <source>Rename a lane</source>
        <translation>Renommer une colonne</translation>
    </message>
    <message>
        <source>Double click on its name</source>
        <translation>Double clic sur son nom</translation>
    </message>
    <message>
        <source>Move a lane; onto another: merge the two</source>
        <translation>Déplacer une colonne ; sur une autre : fusionner les deux</translation>
    </message>
    <message>
        <source>Drag its name</source>
        <translation>Glisser son nom</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
</context>
<context>
    <name>echelle::ui::LadderPanel</name>
    <message>
        <source>No call selected</source>
        <translation>Aucun appel sélectionné</translation>
    </message>
    <message>
        <source>Select a call in the list to see its ladder.</source>
        <translation>Sélectionnez un appel dans la liste pour voir son diagramme.</translation>
    </message>
    <message>
        <source>set-up %1</source>
        <translation>établissement %1</translation>
    </message>
    <message>
        <source>talk %1</source>
        <translation>conversation %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln leg(s)</source>
        <translation>
            <numerusform>%Ln branche</numerusform>
            <numerusform>%Ln branches</numerusform>
        </translation>
    </message>
    <message>
        <source>begins or ends outside the input</source>
        <translation>commence ou finit hors de l’entrée</translation>
    </message>
    <message>
        <source>Copy for the ticket</source>
        <translation>Copier pour le ticket</translation>
    </message>
    <message>
        <source>Call-IDs, GUID, UTC times, numbers, addresses, codes and versions, as text</source>
        <translation>Call-ID, GUID, heures UTC, numéros, adresses, codes et versions, en texte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Write a note on the selected message or call</source>
        <translation>Écrire une note sur le message ou l’appel sélectionné</translation>
    </message>
</context>
<context>
    <name>echelle::ui::LadderView</name>
    <message>
        <source>Ladder</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>There is nothing to draw here: no messages, or all of their lanes are hidden.</source>
        <translation>Rien à dessiner ici : aucun message, ou toutes leurs colonnes sont masquées.</translation>
    </message>
    <message>
        <source>Choose a call to see its ladder.</source>
        <translation>Choisissez un appel pour voir son diagramme.</translation>
    </message>
    <message>
        <source>%1 after the previous, %2 before the next</source>
        <translation>%1 après le précédent, %2 avant le suivant</translation>
    </message>
    <message>
        <source>%1 after the previous</source>
        <translation>%1 après le précédent</translation>
    </message>
    <message>
        <source>%1 before the next</source>
        <translation>%1 avant le suivant</translation>
    </message>
    <message>
        <source>Name of the lane %1</source>
        <translation>Nom de la colonne %1</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Renommer…</translation>
    </message>
    <message>
        <source>Move &amp;left</source>
        <translation>Déplacer à &amp;gauche</translation>
    </message>
    <message>
        <source>Move &amp;right</source>
        <translation>Déplacer à &amp;droite</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>&amp;Fusionner avec</translation>
    </message>
    <message>
        <source>&amp;Separate</source>
        <translation>&amp;Séparer</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Masquer</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Afficher %1</translation>
    </message>
    <message>
        <source>Add a &amp;note…</source>
        <translation>Ajouter une &amp;note…</translation>
    </message>
    <message>
        <source>&amp;Compare with the marked message</source>
        <translation>&amp;Comparer au message marqué</translation>
    </message>
    <message>
        <source>&amp;Mark for comparing</source>
        <translation>&amp;Marquer pour comparer</translation>
    </message>
    <message>
        <source>&amp;Fold retransmissions</source>
        <translation>&amp;Replier les retransmissions</translation>
    </message>
    <message>
        <source>&amp;Unfold retransmissions</source>
        <translation>&amp;Déplier les retransmissions</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>This is &amp;Teams Direct Routing</source>
        <translation>C’est &amp;Teams Direct Routing</translation>
    </message>
</context>
<context>
    <name>echelle::ui::LegsPanel</name>
    <message>
        <source>Link</source>
        <translation>Lier</translation>
    </message>
    <message>
        <source>Make one call of the two legs; this is kept in the case.</source>
        <translation>Faire un seul appel des deux branches ; c’est gardé dans le dossier.</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Séparer</translation>
    </message>
    <message>
        <source>Take the two legs apart; this is kept in the case.</source>
        <translation>Séparer les deux branches ; c’est gardé dans le dossier.</translation>
    </message>
    <message>
        <source>Legs of the call</source>
        <translation>Branches de l’appel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Leg %1: %2</source>
        <translation>Branche %1 : %2</translation>
    </message>
    <message>
        <source>Joined to leg %1 by %2</source>
        <translation>Rattachée à la branche %1 par %2</translation>
    </message>
    <message>
        <source>Possible joins</source>
        <translation>Rattachements possibles</translation>
    </message>
    <message>
        <source>Leg %1 with leg %2 of call %3: %4</source>
        <translation>Branche %1 avec la branche %2 de l’appel %3 : %4</translation>
    </message>
</context>
<context>
    <name>echelle::ui::MainWindow</name>
    <message>
        <source>Filter: number, name, address, Call-ID, status</source>
        <translation>Filtre : numéro, nom, adresse, Call-ID, statut</translation>
    </message>
    <message>
        <source>Filter the calls</source>
        <translation>Filtrer les appels</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barre d’outils</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vider la liste</translation>
    </message>
    <message>
        <source>Save the case as …</source>
        <translation>Enregistrer le dossier sous…</translation>
    </message>
    <message>
        <source>Add files to this case</source>
        <translation>Ajouter des fichiers à ce dossier</translation>
    </message>
    <message>
        <source>Open captures, logs or a case</source>
        <translation>Ouvrir des captures, des journaux ou un dossier</translation>
    </message>
    <message>
        <source>All files (*);;Captures (*.pcap *.pcapng *.cap *.gz *.zst);;Logs (*.log *.txt);;Echelle cases (*.echelle)</source>
        <translation>Tous les fichiers (*);;Captures (*.pcap *.pcapng *.cap *.gz *.zst);;Journaux (*.log *.txt);;Dossiers Echelle (*.echelle)</translation>
    </message>
    <message>
        <source>The log does not tell its time zone or year; its times are shown as UTC.</source>
        <translation>Le journal n’indique ni son fuseau horaire ni son année ; ses heures sont montrées en UTC.</translation>
    </message>
    <message>
        <source>Set zone and year …</source>
        <translation>Définir le fuseau et l’année…</translation>
    </message>
    <message>
        <source>Copied for the ticket.</source>
        <translation>Copié pour le ticket.</translation>
    </message>
    <message>
        <source>About Echelle</source>
        <translation>À propos d’Echelle</translation>
    </message>
    <message>
        <source>Call flows of SIP captures and logs, explained.
GPL-3.0-or-later; with Qt %1, QCustomPlot, SQLite, zlib, zstd, PCRE2 and OpenSSL.</source>
        <translation>Les flux d’appels des captures et journaux SIP, expliqués.
GPL-3.0-or-later ; avec Qt %1, QCustomPlot, SQLite, zlib, zstd, PCRE2 et OpenSSL.</translation>
    </message>
    <message>
        <source>No message at or after this place.</source>
        <translation>Aucun message à cet endroit ni après.</translation>
    </message>
    <message>
        <source>Marked; mark a second message to see the difference.</source>
        <translation>Marqué ; marquez un second message pour voir la différence.</translation>
    </message>
    <message>
        <source>No longer marked.</source>
        <translation>N’est plus marqué.</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ouvrir l’emplacement</translation>
    </message>
    <message>
        <source>First mark one message, then go to the other.</source>
        <translation>Marquez d’abord un message, puis allez à l’autre.</translation>
    </message>
    <message>
        <source>with messages decrypted from TLS</source>
        <translation>avec des messages TLS déchiffrés</translation>
    </message>
    <message numerus="yes">
        <source>Encrypted: %Ln TLS connection(s) could not be read. A key log of one of the two sides opens them.</source>
        <translation>
            <numerusform>Chiffré : %Ln connexion TLS n’a pas pu être lue. Un journal de clés de l’un des deux côtés l’ouvre.</numerusform>
            <numerusform>Chiffré : %Ln connexions TLS n’ont pas pu être lues. Un journal de clés de l’un des deux côtés les ouvre.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a key log …</source>
        <translation>Ajouter un journal de clés…</translation>
    </message>
    <message>
        <source>Key logs or private keys for TLS</source>
        <translation>Journaux de clés ou clés privées pour TLS</translation>
    </message>
    <message>
        <source>All files (*);;Key logs (*.keys *.keylog *.log *.txt);;Private keys (*.pem *.key)</source>
        <translation>Tous les fichiers (*);;Journaux de clés (*.keys *.keylog *.log *.txt);;Clés privées (*.pem *.key)</translation>
    </message>
    <message>
        <source>First select two calls in the list (Ctrl+click), then compare them.</source>
        <translation>Sélectionnez d’abord deux appels dans la liste (Ctrl+clic), puis comparez-les.</translation>
    </message>
</context>
<context>
    <name>echelle::ui::MessageTree</name>
    <message>
        <source>scheme</source>
        <translation>schéma</translation>
    </message>
    <message>
        <source>user</source>
        <translation>utilisateur</translation>
    </message>
    <message>
        <source>host</source>
        <translation>hôte</translation>
    </message>
    <message>
        <source>port</source>
        <translation>port</translation>
    </message>
    <message>
        <source>address</source>
        <translation>adresse</translation>
    </message>
    <message>
        <source>display name</source>
        <translation>nom affiché</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>transport</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>protocole</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>cause</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>Défaut</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>origin user</source>
        <translation>utilisateur d’origine</translation>
    </message>
    <message>
        <source>session id</source>
        <translation>identifiant de session</translation>
    </message>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source>origin address</source>
        <translation>adresse d’origine</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>connexion</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>mise en attente</translation>
    </message>
</context>
<context>
    <name>echelle::ui::MessageView</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>En-têtes</translation>
    </message>
    <message>
        <source>SDP</source>
        <translation>SDP</translation>
    </message>
    <message>
        <source>Raw message</source>
        <translation>Message brut</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>Champs d’en-tête</translation>
    </message>
    <message>
        <source>Session description</source>
        <translation>Description de session</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln octet</numerusform>
            <numerusform>%Ln octets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>seen %Ln time(s)</source>
        <translation>
            <numerusform>vu %Ln fois</numerusform>
            <numerusform>vu %Ln fois</numerusform>
        </translation>
    </message>
    <message>
        <source>No message selected</source>
        <translation>Aucun message sélectionné</translation>
    </message>
    <message>
        <source>… %1 more, not shown</source>
        <translation>… %1 de plus, non affichés</translation>
    </message>
    <message>
        <source>decrypted</source>
        <translation>déchiffré</translation>
    </message>
</context>
<context>
    <name>echelle::ui::NoteCommands</name>
    <message>
        <source>Change note</source>
        <translation>Modifier la note</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Ajouter une note</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Supprimer la note</translation>
    </message>
</context>
<context>
    <name>echelle::ui::NotesPanel</name>
    <message>
        <source>Save note</source>
        <translation>Enregistrer la note</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>A note on this message or call; it is kept in the case and printed in the report.</source>
        <translation>Une note sur ce message ou cet appel ; elle est gardée dans le dossier et imprimée dans le rapport.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Notes of the case</source>
        <translation>Notes du dossier</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Select a message or a call to note on it.</source>
        <translation>Sélectionnez un message ou un appel pour le noter.</translation>
    </message>
    <message>
        <source>Note on</source>
        <translation>Note sur</translation>
    </message>
</context>
<context>
    <name>echelle::ui::NoticeBar</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln de plus</numerusform>
            <numerusform>et %Ln de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>echelle::ui::OutputDialog</name>
    <message>
        <source>The selected call</source>
        <translation>L’appel sélectionné</translation>
    </message>
    <message>
        <source>The whole case</source>
        <translation>Tout le dossier</translation>
    </message>
    <message>
        <source>Show secrets (keys, digests, tokens)</source>
        <translation>Montrer les secrets (clés, condensés, jetons)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Portée</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Capture (pcapng), with the calls&apos; media</source>
        <translation>Capture (pcapng), avec le média des appels</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>The calls in the list (%1)</source>
        <translation>Les appels de la liste (%1)</translation>
    </message>
    <message>
        <source>The selected calls (%1)</source>
        <translation>Les appels sélectionnés (%1)</translation>
    </message>
    <message>
        <source>Compare the two selected calls</source>
        <translation>Comparer les deux appels sélectionnés</translation>
    </message>
    <message>
        <source>Select two calls in the list to have them compared in the report.</source>
        <translation>Sélectionnez deux appels dans la liste pour que le rapport les compare.</translation>
    </message>
</context>
<context>
    <name>echelle::ui::RowTableModel</name>
    <message>
        <source>talk time %1</source>
        <translation>conversation %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message>
        <source>begins or ends outside the input</source>
        <translation>commence ou finit hors de l’entrée</translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s)</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Start (UTC)</source>
        <translation>Début (UTC)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>%1 msg</source>
        <translation>%1 msg</translation>
    </message>
</context>
<context>
    <name>echelle::ui::StatusPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>Avancement de la lecture</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 par seconde</translation>
    </message>
</context>
<context>
    <name>echelle::ui::TimeDialog</name>
    <message>
        <source>Time of the log</source>
        <translation>Heure du journal</translation>
    </message>
    <message>
        <source>Of the file</source>
        <translation>Celle du fichier</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuseau horaire</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Année</translation>
    </message>
</context>
<context>
    <name>echelle::ui::TimelinePlot</name>
    <message>
        <source>Calls by outcome over time</source>
        <translation>Appels par résultat au fil du temps</translation>
    </message>
</context>
<context>
    <name>echelle::ui::Words</name>
    <message>
        <source>Answered</source>
        <translation>Répondu</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Occupé</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Redirected</source>
        <translation>Redirigé</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Incomplet</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Réussi</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Pings</source>
        <translation>Pings</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Connexions</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Fiches</translation>
    </message>
    <message>
        <source>ended by the caller&apos;s side</source>
        <translation>terminé côté appelant</translation>
    </message>
    <message>
        <source>ended by the callee&apos;s side</source>
        <translation>terminé côté appelé</translation>
    </message>
    <message>
        <source>ended by the network</source>
        <translation>terminé par le réseau</translation>
    </message>
    <message>
        <source>answered elsewhere</source>
        <translation>répondu ailleurs</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>mesuré</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>observé</translation>
    </message>
    <message>
        <source>correlated</source>
        <translation>corrélé</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>déduit</translation>
    </message>
    <message>
        <source>A number read off the input.</source>
        <translation>Un nombre lu dans l’entrée.</translation>
    </message>
    <message>
        <source>A message or a packet says so.</source>
        <translation>Un message ou un paquet le dit.</translation>
    </message>
    <message>
        <source>Two observations agree.</source>
        <translation>Deux observations concordent.</translation>
    </message>
    <message>
        <source>Concluded from what is absent, or the best remaining reason.</source>
        <translation>Conclu de ce qui manque, ou la meilleure raison restante.</translation>
    </message>
    <message>
        <source>SBC side</source>
        <translation>Côté SBC</translation>
    </message>
    <message>
        <source>Microsoft side</source>
        <translation>Côté Microsoft</translation>
    </message>
    <message>
        <source>Network between</source>
        <translation>Réseau intermédiaire</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Dialled number</source>
        <translation>Numéro composé</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>Indéterminé</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>trame %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>ligne %1</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>ligne %1</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>octet %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Non lu</translation>
    </message>
</context>
</TS>
