<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>lathe::ui::About</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Lathe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A studio that fine-tunes language models on your own machine. Free software under the GNU General Public License, version 3 or later. Nothing leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::Actions</name>
    <message>
        <source>&amp;New run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model, records and a method, and train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Hugging Face model folder on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open records…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a JSON or JSON Lines file with records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the small model and the records that Lathe brings along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save over the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the edited records over the file they came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the edited records to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the studio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last edit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the edit again that was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put an empty record after the chosen one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;uplicate the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a copy after the chosen record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen record; undo brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the records for words, or for a /regular expression/.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, looks, workspace and device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the whole screen, or go back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark as the desktop is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the studio in English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the studio in Simplified Chinese.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the s&amp;ystem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the studio in the language of the desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the run that the wizard describes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save everything and free the device; the run goes on later exactly where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint after the step that is being done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the run after this step and keep what it has learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check the records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go through the whole set: lengths, empty and double records, what would be learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;workspace folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder with your runs and edits in the file manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys on one page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a setting to read what it means.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Lathe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and licences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not available: nothing is being trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not available: the run is just starting or ending.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::CloseGuard</name>
    <message>
        <source>A run is going on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is still training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and stop writes what it has learned so far and then closes the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::HomePage</name>
    <message>
        <source>What shall this machine learn?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start here: the demo, about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no card needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small model that Lathe brought along does not know who it is. Teach it with a few records, watch the loss fall, compare before and after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the machine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ card ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ processor ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor: %1
Memory: %2, %3 free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open records…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop a folder or a file anywhere on this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run was made in this workspace yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it up again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::KeepAwake</name>
    <message>
        <source>A model is being trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine cannot be kept awake: no desktop service answers (D-Bus). Switch off sleep by hand for long runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine cannot be kept awake: %1. Switch off sleep by hand for long runs.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::MainWindow</name>
    <message>
        <source>Choose a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records (*.json *.jsonl);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the studio and start it again; the run can be taken up from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[*] – Lathe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::Menus</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (not found any more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::NoteBar</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::Pages</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run is going on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecentModel</name>
    <message>
        <source>not found any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordsDocument</name>
    <message>
        <source>edit of record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit of %1 in record %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete record %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::RunListModel</name>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::Session</name>
    <message>
        <source>Another Lathe has the workspace %1 open. Here it can be read, not changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lathe::ui::StatusBar</name>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline · nothing is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · pausing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
