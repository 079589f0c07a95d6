<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt 6.11's own Finnish catalogue lacks of the dialogs the desk shows. -->
<TS version="2.1" language="fi_FI" sourcelanguage="en">
<context>
    <name>QCupsJobWidget</name>
    <message>
        <source>Scheduled &amp;printing:</source>
        <translation>Ajastettu &amp;tulostus:</translation>
    </message>
    <message>
        <source>&amp;Billing information:</source>
        <translation>&amp;Laskutustiedot:</translation>
    </message>
    <message>
        <source>Job &amp;priority:</source>
        <translation>Työn &amp;kiireellisyys:</translation>
    </message>
    <message>
        <source>&amp;Start:</source>
        <translation>&amp;Alku:</translation>
    </message>
    <message>
        <source>&amp;End:</source>
        <translation>L&amp;oppu:</translation>
    </message>
</context>
<context>
    <name>QErrorMessage</name>
    <message>
        <source>An error occurred</source>
        <translation>Tapahtui virhe</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Etsi kansiosta:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>Tiedosto&amp;tyyppi:</translation>
    </message>
</context>
<context>
    <name>QPageSetupWidget</name>
    <message>
        <source>Page &amp;order:</source>
        <translation>Sivujen &amp;järjestys:</translation>
    </message>
    <message>
        <source>Pages &amp;per sheet:</source>
        <translation>Sivuja a&amp;rkilla:</translation>
    </message>
</context>
<context>
    <name>QPrintDialog</name>
    <message>
        <source>Duplex Settings Conflicts</source>
        <translation>Kaksipuolisen tulostuksen asetukset ovat ristiriidassa</translation>
    </message>
    <message>
        <source>There are conflicts in duplex settings. Do you want to fix them?</source>
        <translation>Kaksipuolisen tulostuksen asetukset ovat ristiriidassa. Haluatko korjata ne?</translation>
    </message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message>
        <source>Page Setup Conflicts</source>
        <translation>Sivun asetukset ovat ristiriidassa</translation>
    </message>
    <message>
        <source>There are conflicts in page setup options. Do you want to fix them?</source>
        <translation>Sivun asetukset ovat ristiriidassa. Haluatko korjata ne?</translation>
    </message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message>
        <source>Page &amp;Set:</source>
        <translation>Si&amp;vut:</translation>
    </message>
    <message>
        <source>Double Sided Printing</source>
        <translation>Kaksipuolinen tulostus</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Ei käytössä</translation>
    </message>
    <message>
        <source>Long side binding</source>
        <translation>Käännetään pitkältä sivulta</translation>
    </message>
    <message>
        <source>Short side binding</source>
        <translation>Käännetään lyhyeltä sivulta</translation>
    </message>
</context>
</TS>
