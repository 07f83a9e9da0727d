<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>core</name>
    <message>
        <source>must be an object with &quot;{0}&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_config] {0}: {1} settings are wrong; the first: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct them and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be an object with settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_config] {0}: schema version {1} is not known to this Lathe (it knows {2})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with the version that wrote it, or a newer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may hold letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;, and not begin with &apos;.&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is empty; name a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is empty; name a file with records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {0}, less than data.max_tokens ({1}): one record may not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic: bf16 on a card, else as stored, computed in fp32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32 bits (fp32)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Hugging Face model folder: config.json, weights as safetensors, tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format (dtype)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How weights are held and products computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore stored weights and start from random ones drawn by seed; the folder then needs no weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpaca (instruction, input, output)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>messages (ChatML, OpenAI)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ShareGPT (conversations)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model&apos;s own, else ChatML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ChatML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain Instruction / Input / Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut the oldest turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave the record out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records (training data)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON or JSON Lines file with Alpaca, messages or ShareGPT records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How each record is read; detection says what it found and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame that marks who speaks. Use the one the model was trained with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records longer than this are cut by whole turns; an answer that still does not fit is left out and listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a record is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting keeps the last turns; leaving out keeps records whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn when to stop (end mark)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end-of-turn mark after each answer is learned; without it the model does not stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out for evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the records that is never learned and measures progress; at least one record. 0 holds out none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own evaluation file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records for evaluation from a file of their own; then none is held out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skip the step and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the records (epochs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each record is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the run after so many optimizer steps; 0 follows the epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records a step (batch size)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many records make one update of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens at a time (micro-batch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step&apos;s records are packed into pieces of at most this size. Less needs less memory; it changes neither the loss nor which records are in a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decides order, split, dropout and initial weights; the same seed gives the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest gradient (clipping norm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened to it; 0 switches clipping off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a number overflows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step whose loss or gradient is not finite never changes a weight; this says what happens then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each step moves the weights; 0 takes the method&apos;s usual rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls weights towards zero; norms and biases are left alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta 1 (AdamW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta 2 (AdamW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon (AdamW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the division from blowing up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the learning rate (schedule)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the rate falls to zero after the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the steps over which the rate rises from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same as a count; when above 0 it takes the place of the share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between evaluations on the held-out records; 0 evaluates about ten times a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between checkpoints; a crash loses at most these. 0 saves about five times a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older ones are removed once a newer one is safe; the best stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked again and again during training, so that you can read how the answers change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between samples; 0 samples with each evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sample ends after so many tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic: the card if it can, else the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor (CPU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the work is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 takes one for each physical core.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeatable on the card (deterministic)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bit-equal repeats on a card, somewhat slower; the processor always repeats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the run folder&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer ends after so many tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 always takes the likeliest token; higher is more varied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likely share (top-p)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws only from the likeliest tokens that together have this probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likeliest tokens (top-k)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws only from so many tokens; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed draws the same answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA driver was found: the processor is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver is version {0}; version {1} or newer is needed: the processor is used until it is updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lathe&apos;s CUDA part could not be loaded ({0}): the processor is used; run installer/setup without --cpu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA card was found: the processor is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has compute capability {1}.{2}; 8.0 or newer is needed: the processor is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has only {1} MB of memory free: the processor is used; close other programs that use the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} GB, driver {2}: ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[open] {0}: there is no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[open] {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file may be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[open] {0}: this is not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file instead of a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[open] {0}: {1} bytes is more than the {2} allowed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[start] the folder resources was not found near {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set LATHE_RESOURCES to the folder that holds demo, help and themes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[{0}] {1}: the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or choose another folder, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[{0}] {1}: this place may not be written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of your own, or change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[{0}] {1}: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the path, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {0}; it must be at least {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {0}; it must lie between {1} and {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be true or false, but is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole number, but is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a number, but is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be text, but is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is &quot;{0}&quot;; it must be one of: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a list of texts, but is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a setting; the nearest one is &quot;{0}&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[set] &quot;{0}&quot; is not of the form key=value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write for example --set peft.rank=32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[set] &quot;{0}&quot;: the part before &quot;{1}&quot; is not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: the number {1} is out of range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: the key &quot;{1}&quot; stands twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: not valid JSON at byte {1}: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file at that place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: nested deeper than {1} levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: &quot;{1}&quot; must be {2}, but is {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: {1} bytes is more than the {2} allowed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[read_json] {0}: &quot;{1}&quot; is {2}; it must lie between {3} and {4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: line {1} is not JSON</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
