<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>core</name>
    <message>
        <source>must be an object with &quot;{0}&quot;</source>
        <translation>必须是带有“{0}”的对象</translation>
    </message>
    <message>
        <source>[read_config] {0}: {1} settings are wrong; the first: {2}</source>
        <translation>[read_config] {0}：有 {1} 项设置不对；第一项：{2}</translation>
    </message>
    <message>
        <source>must be an object with settings</source>
        <translation>必须是由设置组成的对象</translation>
    </message>
    <message>
        <source>[read_config] {0}: schema version {1} is not known to this Lathe (it knows {2})</source>
        <translation>[read_config] {0}：本版 Lathe 不认识配置版本 {1}（它认识 {2}）</translation>
    </message>
    <message>
        <source>Open it with the version that wrote it, or a newer one.</source>
        <translation>请用写出它的版本或更新的版本打开。</translation>
    </message>
    <message>
        <source>may hold letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;, and not begin with &apos;.&apos;</source>
        <translation>只能含字母、数字、“-”、“_”和“.”，且不能以“.”开头</translation>
    </message>
    <message>
        <source>is empty; name a model folder</source>
        <translation>为空；请指定模型文件夹</translation>
    </message>
    <message>
        <source>is empty; name a file with records</source>
        <translation>为空；请指定样本文件</translation>
    </message>
    <message>
        <source>is {0}, less than data.max_tokens ({1}): one record may not fit</source>
        <translation>是 {0}，小于 data.max_tokens（{1}）：一条样本可能放不下</translation>
    </message>
    <message>
        <source>32 bits (fp32)</source>
        <translation>32 位（fp32）</translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation>16 位（bf16）</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>A Hugging Face model folder: config.json, weights as safetensors, tokenizer.</source>
        <translation>Hugging Face 模型文件夹：config.json、safetensors 权重、分词器。</translation>
    </message>
    <message>
        <source>Number format (dtype)</source>
        <translation>数值格式（dtype）</translation>
    </message>
    <message>
        <source>How weights are held and products computed.</source>
        <translation>权重以何种格式保存和计算。</translation>
    </message>
    <message>
        <source>Start from random weights</source>
        <translation>从随机权重开始</translation>
    </message>
    <message>
        <source>Ignore stored weights and start from random ones drawn by seed; the folder then needs no weights.</source>
        <translation>忽略已存的权重，按种子随机生成；此时文件夹里不需要权重。</translation>
    </message>
    <message>
        <source>detect</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Alpaca (instruction, input, output)</source>
        <translation>Alpaca（instruction、input、output）</translation>
    </message>
    <message>
        <source>messages (ChatML, OpenAI)</source>
        <translation>messages（ChatML、OpenAI）</translation>
    </message>
    <message>
        <source>ShareGPT (conversations)</source>
        <translation>ShareGPT（conversations）</translation>
    </message>
    <message>
        <source>ChatML</source>
        <translation>ChatML 模板</translation>
    </message>
    <message>
        <source>plain Instruction / Input / Answer</source>
        <translation>朴素的 Instruction / Input / Answer</translation>
    </message>
    <message>
        <source>cut the oldest turns</source>
        <translation>从最早的轮次裁掉</translation>
    </message>
    <message>
        <source>leave the record out</source>
        <translation>整条样本不用</translation>
    </message>
    <message>
        <source>Records (training data)</source>
        <translation>样本（训练数据）</translation>
    </message>
    <message>
        <source>Record format</source>
        <translation>样本格式</translation>
    </message>
    <message>
        <source>How each record is read; detection says what it found and why.</source>
        <translation>如何读取每条样本；自动识别会说明识别结果和依据。</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>Longest record</source>
        <translation>最长样本</translation>
    </message>
    <message>
        <source>Records longer than this are cut by whole turns; an answer that still does not fit is left out and listed.</source>
        <translation>更长的样本按整轮裁剪；仍放不下的回答会被舍去并列出。</translation>
    </message>
    <message>
        <source>When a record is too long</source>
        <translation>样本过长时</translation>
    </message>
    <message>
        <source>Cutting keeps the last turns; leaving out keeps records whole.</source>
        <translation>裁剪保留最后的轮次；舍去则保持样本完整。</translation>
    </message>
    <message>
        <source>Learn when to stop (end mark)</source>
        <translation>学习何时停下（结束标记）</translation>
    </message>
    <message>
        <source>The end-of-turn mark after each answer is learned; without it the model does not stop.</source>
        <translation>学习每个回答后的轮次结束标记；否则模型不会停下。</translation>
    </message>
    <message>
        <source>Held out for evaluation</source>
        <translation>留作评估</translation>
    </message>
    <message>
        <source>Share of the records that is never learned and measures progress; at least one record. 0 holds out none.</source>
        <translation>从不学习、用来衡量进展的样本比例；至少一条。0 表示不留。</translation>
    </message>
    <message>
        <source>Own evaluation file</source>
        <translation>单独的评估文件</translation>
    </message>
    <message>
        <source>Records for evaluation from a file of their own; then none is held out.</source>
        <translation>评估样本取自单独的文件；此时不再从训练数据中留出。</translation>
    </message>
    <message>
        <source>skip the step and go on</source>
        <translation>跳过这一步继续</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止训练</translation>
    </message>
    <message>
        <source>Passes over the records (epochs)</source>
        <translation>遍历样本的次数（轮次）</translation>
    </message>
    <message>
        <source>How often each record is seen.</source>
        <translation>每条样本被看到多少次。</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Ends the run after so many optimizer steps; 0 follows the epochs.</source>
        <translation>达到这么多优化步就结束；0 表示按轮次。</translation>
    </message>
    <message>
        <source>Records a step (batch size)</source>
        <translation>每步样本数（批大小）</translation>
    </message>
    <message>
        <source>How many records make one update of the weights.</source>
        <translation>多少条样本做一次权重更新。</translation>
    </message>
    <message>
        <source>Tokens at a time (micro-batch)</source>
        <translation>一次处理的词元（微批）</translation>
    </message>
    <message>
        <source>A step&apos;s records are packed into pieces of at most this size. Less needs less memory; it changes neither the loss nor which records are in a step.</source>
        <translation>一步的样本被打包成不超过此大小的小块。越小越省内存；既不改变损失，也不改变每步包含哪些样本。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides order, split, dropout and initial weights; the same seed gives the same run.</source>
        <translation>决定顺序、划分、随机失活和初始权重；相同种子得到相同的训练。</translation>
    </message>
    <message>
        <source>Largest gradient (clipping norm)</source>
        <translation>最大梯度（裁剪范数）</translation>
    </message>
    <message>
        <source>Gradients longer than this are shortened to it; 0 switches clipping off.</source>
        <translation>超过此长度的梯度会被缩短到它；0 关闭裁剪。</translation>
    </message>
    <message>
        <source>When a number overflows</source>
        <translation>数值溢出时</translation>
    </message>
    <message>
        <source>A step whose loss or gradient is not finite never changes a weight; this says what happens then.</source>
        <translation>损失或梯度不是有限数的一步绝不改变权重；这里决定随后怎么办。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step moves the weights; 0 takes the method&apos;s usual rate.</source>
        <translation>每步移动权重多远；0 采用该方法的常用值。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls weights towards zero; norms and biases are left alone.</source>
        <translation>把权重拉向零；归一化和偏置不受影响。</translation>
    </message>
    <message>
        <source>Beta 1 (AdamW)</source>
        <translation>一阶动量 Beta 1（AdamW）</translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation>平均梯度的记忆。</translation>
    </message>
    <message>
        <source>Beta 2 (AdamW)</source>
        <translation>二阶动量 Beta 2（AdamW）</translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation>平方梯度的记忆。</translation>
    </message>
    <message>
        <source>Epsilon (AdamW)</source>
        <translation>稳定项 Epsilon（AdamW）</translation>
    </message>
    <message>
        <source>Keeps the division from blowing up.</source>
        <translation>防止除法爆掉。</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Decay of the learning rate (schedule)</source>
        <translation>学习率的下降方式（调度）</translation>
    </message>
    <message>
        <source>How the rate falls to zero after the warm-up.</source>
        <translation>预热之后学习率如何降到零。</translation>
    </message>
    <message>
        <source>Warm-up share</source>
        <translation>预热比例</translation>
    </message>
    <message>
        <source>Part of the steps over which the rate rises from zero.</source>
        <translation>学习率从零升起所占的步数比例。</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>The same as a count; when above 0 it takes the place of the share.</source>
        <translation>同上，以步数计；大于 0 时代替比例。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Steps between evaluations on the held-out records; 0 evaluates about ten times a run.</source>
        <translation>两次在留出样本上评估之间的步数；0 表示每次训练评估约十次。</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>保存间隔</translation>
    </message>
    <message>
        <source>Steps between checkpoints; a crash loses at most these. 0 saves about five times a run.</source>
        <translation>两个检查点之间的步数；崩溃最多损失这么多。0 表示每次训练保存约五次。</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation>保留的检查点数</translation>
    </message>
    <message>
        <source>Older ones are removed once a newer one is safe; the best stays.</source>
        <translation>新的保存妥当后删除更旧的；最佳的始终保留。</translation>
    </message>
    <message>
        <source>Sample prompts</source>
        <translation>示例提示</translation>
    </message>
    <message>
        <source>Asked again and again during training, so that you can read how the answers change.</source>
        <translation>训练期间反复提问，让你读到回答如何变化。</translation>
    </message>
    <message>
        <source>Sample every</source>
        <translation>示例间隔</translation>
    </message>
    <message>
        <source>Steps between samples; 0 samples with each evaluation.</source>
        <translation>两次示例之间的步数；0 表示随每次评估进行。</translation>
    </message>
    <message>
        <source>Longest sample</source>
        <translation>最长示例</translation>
    </message>
    <message>
        <source>A sample ends after so many tokens.</source>
        <translation>示例达到这么多词元就结束。</translation>
    </message>
    <message>
        <source>automatic: the card if it can, else the processor</source>
        <translation>自动：显卡可用就用显卡，否则用处理器</translation>
    </message>
    <message>
        <source>processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation>NVIDIA 显卡（CUDA）</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the work is done.</source>
        <translation>在哪里进行计算。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>0 takes one for each physical core.</source>
        <translation>0 表示每个物理核心一个。</translation>
    </message>
    <message>
        <source>Repeatable on the card (deterministic)</source>
        <translation>显卡上可重复（确定性）</translation>
    </message>
    <message>
        <source>Bit-equal repeats on a card, somewhat slower; the processor always repeats.</source>
        <translation>显卡上逐位可重复，稍慢；处理器始终可重复。</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>训练任务名称</translation>
    </message>
    <message>
        <source>Part of the run folder&apos;s name.</source>
        <translation>训练任务文件夹名称的一部分。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>The answer ends after so many tokens.</source>
        <translation>回答达到这么多词元就结束。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest token; higher is more varied.</source>
        <translation>0 总是取最可能的词元；越高越多样。</translation>
    </message>
    <message>
        <source>Likely share (top-p)</source>
        <translation>高概率范围（top-p）</translation>
    </message>
    <message>
        <source>Draws only from the likeliest tokens that together have this probability.</source>
        <translation>只从合计达到此概率的最可能词元中抽取。</translation>
    </message>
    <message>
        <source>Likeliest tokens (top-k)</source>
        <translation>最可能的词元数（top-k）</translation>
    </message>
    <message>
        <source>Draws only from so many tokens; 0 is off.</source>
        <translation>只从这么多词元中抽取；0 为关闭。</translation>
    </message>
    <message>
        <source>The same seed draws the same answer.</source>
        <translation>相同种子抽出相同的回答。</translation>
    </message>
    <message>
        <source>No NVIDIA driver was found: the processor is used</source>
        <translation>没有找到 NVIDIA 驱动：使用处理器</translation>
    </message>
    <message>
        <source>The NVIDIA driver is version {0}; version {1} or newer is needed: the processor is used until it is updated</source>
        <translation>NVIDIA 驱动版本为 {0}；需要 {1} 或更新：更新之前使用处理器</translation>
    </message>
    <message>
        <source>Lathe&apos;s CUDA part could not be loaded ({0}): the processor is used; run installer/setup without --cpu</source>
        <translation>Lathe 的 CUDA 部分无法加载（{0}）：使用处理器；请不带 --cpu 运行 installer/setup</translation>
    </message>
    <message>
        <source>No NVIDIA card was found: the processor is used</source>
        <translation>没有找到 NVIDIA 显卡：使用处理器</translation>
    </message>
    <message>
        <source>{0} has compute capability {1}.{2}; 8.0 or newer is needed: the processor is used</source>
        <translation>{0} 的计算能力为 {1}.{2}；需要 8.0 或更新：使用处理器</translation>
    </message>
    <message>
        <source>{0} has only {1} MB of memory free: the processor is used; close other programs that use the card</source>
        <translation>{0} 只剩 {1} MB 显存：使用处理器；请关闭其他使用显卡的程序</translation>
    </message>
    <message>
        <source>{0}, {1} GB, driver {2}: ready</source>
        <translation>{0}，{1} GB，驱动 {2}：就绪</translation>
    </message>
    <message>
        <source>[open] {0}: there is no such file</source>
        <translation>[open] {0}：没有这个文件</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>[open] {0}: {1}</source>
        <translation>[open] {0}：{1}</translation>
    </message>
    <message>
        <source>Check that the file may be read.</source>
        <translation>请检查文件是否可读。</translation>
    </message>
    <message>
        <source>[open] {0}: this is not a file</source>
        <translation>[open] {0}：这不是文件</translation>
    </message>
    <message>
        <source>Choose a file instead of a folder.</source>
        <translation>请选择文件而不是文件夹。</translation>
    </message>
    <message>
        <source>[open] {0}: {1} bytes is more than the {2} allowed here</source>
        <translation>[open] {0}：{1} 字节超过了这里允许的 {2}</translation>
    </message>
    <message>
        <source>[start] the folder resources was not found near {0}</source>
        <translation>[start] 在 {0} 附近没有找到 resources 文件夹</translation>
    </message>
    <message>
        <source>Set LATHE_RESOURCES to the folder that holds demo, help and themes.</source>
        <translation>请把 LATHE_RESOURCES 设为含有 demo、help 和 themes 的文件夹。</translation>
    </message>
    <message>
        <source>[{0}] {1}: the disk is full</source>
        <translation>[{0}] {1}：磁盘已满</translation>
    </message>
    <message>
        <source>Free some space or choose another folder, then try again.</source>
        <translation>请腾出空间或换一个文件夹再试。</translation>
    </message>
    <message>
        <source>[{0}] {1}: this place may not be written to</source>
        <translation>[{0}] {1}：此处不允许写入</translation>
    </message>
    <message>
        <source>Choose a folder of your own, or change its permissions.</source>
        <translation>请选择自己的文件夹，或更改其权限。</translation>
    </message>
    <message>
        <source>[{0}] {1}: {2}</source>
        <translation>[{0}] {1}：{2}</translation>
    </message>
    <message>
        <source>Check the disk and the path, then try again.</source>
        <translation>请检查磁盘和路径后再试。</translation>
    </message>
    <message>
        <source>is {0}; it must be at least {1}</source>
        <translation>是 {0}；必须至少为 {1}</translation>
    </message>
    <message>
        <source>is {0}; it must lie between {1} and {2}</source>
        <translation>是 {0}；必须在 {1} 和 {2} 之间</translation>
    </message>
    <message>
        <source>must be true or false, but is {0}</source>
        <translation>必须是 true 或 false，但现在是 {0}</translation>
    </message>
    <message>
        <source>must be a whole number, but is {0}</source>
        <translation>必须是整数，但现在是 {0}</translation>
    </message>
    <message>
        <source>must be a number, but is {0}</source>
        <translation>必须是数字，但现在是 {0}</translation>
    </message>
    <message>
        <source>must be text, but is {0}</source>
        <translation>必须是文本，但现在是 {0}</translation>
    </message>
    <message>
        <source>is &quot;{0}&quot;; it must be one of: {1}</source>
        <translation>是“{0}”；必须是以下之一：{1}</translation>
    </message>
    <message>
        <source>must be a list of texts, but is {0}</source>
        <translation>必须是文本列表，但现在是 {0}</translation>
    </message>
    <message>
        <source>is not a setting</source>
        <translation>不是一项设置</translation>
    </message>
    <message>
        <source>is not a setting; the nearest one is &quot;{0}&quot;</source>
        <translation>不是一项设置；最接近的是“{0}”</translation>
    </message>
    <message>
        <source>[set] &quot;{0}&quot; is not of the form key=value</source>
        <translation>[set] “{0}”不是 key=value 的形式</translation>
    </message>
    <message>
        <source>Write for example --set peft.rank=32.</source>
        <translation>例如写 --set peft.rank=32。</translation>
    </message>
    <message>
        <source>[set] &quot;{0}&quot;: the part before &quot;{1}&quot; is not an object</source>
        <translation>[set] “{0}”：“{1}”之前的部分不是对象</translation>
    </message>
    <message>
        <source>[read_json] {0}: the number {1} is out of range</source>
        <translation>[read_json] {0}：数字 {1} 超出范围</translation>
    </message>
    <message>
        <source>[read_json] {0}: the key &quot;{1}&quot; stands twice</source>
        <translation>[read_json] {0}：键“{1}”出现了两次</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>请删去其中一个。</translation>
    </message>
    <message>
        <source>[read_json] {0}: not valid JSON at byte {1}: {2}</source>
        <translation>[read_json] {0}：第 {1} 字节处不是有效的 JSON：{2}</translation>
    </message>
    <message>
        <source>Correct the file at that place.</source>
        <translation>请改正文件的这个位置。</translation>
    </message>
    <message>
        <source>[read_json] {0}: nested deeper than {1} levels</source>
        <translation>[read_json] {0}：嵌套超过 {1} 层</translation>
    </message>
    <message>
        <source>[read_json] {0}: &quot;{1}&quot; must be {2}, but is {3}</source>
        <translation>[read_json] {0}：“{1}”必须是 {2}，但现在是 {3}</translation>
    </message>
    <message>
        <source>[read_json] {0}: {1} bytes is more than the {2} allowed here</source>
        <translation>[read_json] {0}：{1} 字节超过了这里允许的 {2}</translation>
    </message>
    <message>
        <source>[read_json] {0}: &quot;{1}&quot; is {2}; it must lie between {3} and {4}</source>
        <translation>[read_json] {0}：“{1}”是 {2}；必须在 {3} 和 {4} 之间</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>{0}: line {1} is not JSON</source>
        <translation>{0}：第 {1} 行不是 JSON</translation>
    </message>
    <message>
        <source>[load_model] {0}: the architecture &quot;{1}&quot; is not supported</source>
        <translation>[load_model] {0}：不支持架构“{1}”</translation>
    </message>
    <message>
        <source>[load_model] {0}: &quot;model_type&quot; is missing</source>
        <translation>[load_model] {0}：缺少“model_type”</translation>
    </message>
    <message>
        <source>Choose a model of one of these: {0}.</source>
        <translation>请选择以下架构之一的模型：{0}。</translation>
    </message>
    <message>
        <source>Llama and models built like it: grouped-query attention, rotary positions, SwiGLU.</source>
        <translation>Llama 及同样构造的模型：分组查询注意力、旋转位置编码、SwiGLU。</translation>
    </message>
    <message>
        <source>[load_model] {0}: &quot;{1}&quot;: {2} is not supported</source>
        <translation>[load_model] {0}：“{1}”：不支持 {2}</translation>
    </message>
    <message>
        <source>Choose a model without it.</source>
        <translation>请选择没有这一项的模型。</translation>
    </message>
    <message>
        <source>[load_model] {0}: {1}</source>
        <translation>[load_model] {0}：{1}</translation>
    </message>
    <message>
        <source>Download the file again.</source>
        <translation>请重新下载这个文件。</translation>
    </message>
    <message>
        <source>the number format &quot;{0}&quot; is not known</source>
        <translation>不认识数值格式“{0}”</translation>
    </message>
    <message>
        <source>{0} attention heads cannot share {1} key-value heads evenly</source>
        <translation>{0} 个注意力头无法平均分享 {1} 个键值头</translation>
    </message>
    <message>
        <source>the head width {0} is odd; rotary positions need an even one</source>
        <translation>头宽 {0} 是奇数；旋转位置编码需要偶数</translation>
    </message>
    <message>
        <source>layer_types names {0} layers, num_hidden_layers says {1}</source>
        <translation>layer_types 列出 {0} 层，而 num_hidden_layers 说是 {1}</translation>
    </message>
    <message>
        <source>[load_model] {0}: &quot;{1}&quot; of type &quot;{2}&quot; is not supported</source>
        <translation>[load_model] {0}：不支持类型为“{2}”的“{1}”</translation>
    </message>
    <message>
        <source>[load_model] {0}: rope_theta is {1}, but rope_parameters says {2}</source>
        <translation>[load_model] {0}：rope_theta 是 {1}，而 rope_parameters 说是 {2}</translation>
    </message>
    <message>
        <source>Correct one of them: which is right stands in the model&apos;s own description.</source>
        <translation>请改正其中一个：哪个正确，见模型自己的说明。</translation>
    </message>
    <message>
        <source>Qwen3: as Llama, with a norm on queries and keys and a head width of its own.</source>
        <translation>Qwen3：同 Llama，但查询和键带归一化，并有自己的头宽。</translation>
    </message>
    <message>
        <source>config.json says that embedding and head are one, but the files hold two different ones: both are used, and a copy is saved untied.</source>
        <translation>config.json 说嵌入和输出头是同一个，但文件里有两个不同的：两个都使用，保存副本时不再共用。</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>has the shape {0}; config.json asks for {1}</source>
        <translation>形状是 {0}；config.json 要求 {1}</translation>
    </message>
    <message>
        <source>is not a tensor of this architecture</source>
        <translation>不是这种架构的张量</translation>
    </message>
    <message>
        <source>[load_model] {0}: {1} tensors do not fit config.json; the first: {2}</source>
        <translation>[load_model] {0}：有 {1} 个张量与 config.json 不符；第一个：{2}</translation>
    </message>
    <message>
        <source>Download the folder again, all its files together.</source>
        <translation>请重新下载整个文件夹的全部文件。</translation>
    </message>
    <message>
        <source>[load_model] tensor &quot;{0}&quot; holds numbers of type {1}, which cannot be read here</source>
        <translation>[load_model] 张量“{0}”的数值类型是 {1}，这里无法读取</translation>
    </message>
    <message>
        <source>Use a copy of the model in float32, bfloat16 or float16.</source>
        <translation>请使用 float32、bfloat16 或 float16 的模型副本。</translation>
    </message>
    <message>
        <source>[save] {0}: what was written reads back differently</source>
        <translation>[save] {0}：写下的内容读回来不一样</translation>
    </message>
    <message>
        <source>The disk may be failing. Save to another one.</source>
        <translation>磁盘可能正在损坏。请保存到另一个磁盘。</translation>
    </message>
    <message>
        <source>[forward] the activation &quot;{0}&quot; is not known</source>
        <translation>[forward] 不认识激活函数“{0}”</translation>
    </message>
    <message>
        <source>[train_tokenizer] a text is not valid UTF-8 at its byte {0}</source>
        <translation>[train_tokenizer] 有一段文本在第 {0} 字节处不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>Save the text as UTF-8.</source>
        <translation>请以 UTF-8 保存文本。</translation>
    </message>
    <message>
        <source>[train_tokenizer] {0} entries are too few: bytes and special tokens alone are {1}</source>
        <translation>[train_tokenizer] {0} 个条目太少：仅字节和特殊词元就有 {1} 个</translation>
    </message>
    <message>
        <source>Ask for a larger vocabulary.</source>
        <translation>请要求更大的词表。</translation>
    </message>
    <message>
        <source>Choose a complete Hugging Face model folder.</source>
        <translation>请选择完整的 Hugging Face 模型文件夹。</translation>
    </message>
    <message>
        <source>Fetch the file again from where the model came from.</source>
        <translation>请从模型来源处重新获取该文件。</translation>
    </message>
    <message>
        <source>[encode] the text is not valid UTF-8 at byte {0}</source>
        <translation>[encode] 文本在第 {0} 字节处不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: the splitting pattern {1}</source>
        <translation>[load_tokenizer] {0}：切分规则 {1}</translation>
    </message>
    <message>
        <source>Use a model whose tokenizer splits like Qwen, Llama 3 or GPT-2.</source>
        <translation>请使用切分方式与 Qwen、Llama 3 或 GPT-2 相同的模型。</translation>
    </message>
    <message>
        <source>[encode] the tokenizer&apos;s splitting pattern takes too much work on this text</source>
        <translation>[encode] 分词器的切分规则在这段文本上计算量过大</translation>
    </message>
    <message>
        <source>Shorten the text.</source>
        <translation>请缩短文本。</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: &quot;{1}&quot; must be text or an object with &quot;content&quot;</source>
        <translation>[load_tokenizer] {0}：“{1}”必须是文本，或带有“content”的对象</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: &quot;{1}&quot; in added_tokens_decoder is not an id</source>
        <translation>[load_tokenizer] {0}：added_tokens_decoder 中的“{1}”不是编号</translation>
    </message>
    <message>
        <source>Each turn stands between &lt;|im_start|&gt; and &lt;|im_end|&gt;, as in Qwen and many other chat models.</source>
        <translation>每一轮都写在 &lt;|im_start|&gt; 和 &lt;|im_end|&gt; 之间，如 Qwen 和许多其他对话模型。</translation>
    </message>
    <message>
        <source>Plain (Instruction, Input, Answer)</source>
        <translation>朴素（Instruction、Input、Answer）</translation>
    </message>
    <message>
        <source>Labels in plain words, for base models that know no chat marks.</source>
        <translation>用普通文字标注，适合不认识对话标记的基座模型。</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: {1}</source>
        <translation>[load_tokenizer] {0}：{1}</translation>
    </message>
    <message>
        <source>the token &quot;{0}&quot; has the id {1}, which cannot be</source>
        <translation>词元“{0}”的编号是 {1}，这不可能</translation>
    </message>
    <message>
        <source>{0} tokens have ids up to {1}</source>
        <translation>{0} 个词元的编号最大到 {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; and &quot;{1}&quot; share the id {2}</source>
        <translation>“{0}”和“{1}”共用编号 {2}</translation>
    </message>
    <message>
        <source>merge {0} joins &quot;{1}&quot; and &quot;{2}&quot;, but the vocabulary lacks &quot;{3}&quot;</source>
        <translation>合并规则 {0} 连接“{1}”和“{2}”，但词表里没有“{3}”</translation>
    </message>
    <message>
        <source>the merge of &quot;{0}&quot; and &quot;{1}&quot; stands twice</source>
        <translation>“{0}”和“{1}”的合并规则出现了两次</translation>
    </message>
    <message>
        <source>[choose_template] there is no chat template &quot;{0}&quot;</source>
        <translation>[choose_template] 没有名为“{0}”的对话模板</translation>
    </message>
    <message>
        <source>Choose auto or one of: {0}.</source>
        <translation>请选择 auto 或以下之一：{0}。</translation>
    </message>
    <message>
        <source>[load_tokenizer] tokenizer.model: {0}</source>
        <translation>[load_tokenizer] tokenizer.model：{0}</translation>
    </message>
    <message>
        <source>not a SentencePiece model ({0})</source>
        <translation>不是 SentencePiece 模型（{0}）</translation>
    </message>
    <message>
        <source>the added token &quot;{0}&quot; has the id {1}, which is &quot;{2}&quot; in the model</source>
        <translation>附加词元“{0}”的编号是 {1}，而模型中该编号是“{2}”</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: {1} &quot;{2}&quot; is not supported yet</source>
        <translation>[load_tokenizer] {0}：{1}“{2}”目前还不支持</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be an object</source>
        <translation>“{0}”必须是对象</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be a list</source>
        <translation>“{0}”必须是列表</translation>
    </message>
    <message>
        <source>a step of TemplateProcessing is neither Sequence nor SpecialToken</source>
        <translation>TemplateProcessing 的一个步骤既不是 Sequence 也不是 SpecialToken</translation>
    </message>
    <message>
        <source>TemplateProcessing leaves out the text</source>
        <translation>TemplateProcessing 漏掉了文本</translation>
    </message>
    <message>
        <source>merge {0} is not a pair</source>
        <translation>合并规则 {0} 不是一对</translation>
    </message>
    <message>
        <source>&quot;model&quot; is missing</source>
        <translation>缺少“model”</translation>
    </message>
    <message>
        <source>&quot;vocab&quot; must be an object of tokens and ids</source>
        <translation>“vocab”必须是由词元和编号组成的对象</translation>
    </message>
    <message>
        <source>the added token &quot;{0}&quot; has the id {1}, but the vocabulary makes it {2}</source>
        <translation>附加词元“{0}”的编号是 {1}，而词表中是 {2}</translation>
    </message>
    <message>
        <source>the file is not an object</source>
        <translation>该文件不是对象</translation>
    </message>
    <message>
        <source>[generate] prompt {0} is empty</source>
        <translation>[generate] 第 {0} 个提示为空</translation>
    </message>
    <message>
        <source>Write something to answer.</source>
        <translation>请写下要回答的内容。</translation>
    </message>
    <message>
        <source>Checking the records</source>
        <translation>正在检查样本</translation>
    </message>
    <message>
        <source>[logits] there are no token ids</source>
        <translation>[logits] 没有词元编号</translation>
    </message>
    <message>
        <source>Give at least one.</source>
        <translation>请至少给出一个。</translation>
    </message>
    <message>
        <source>[logits] the id {0} is not in the vocabulary of {1} entries</source>
        <translation>[logits] 编号 {0} 不在 {1} 个条目的词表中</translation>
    </message>
    <message>
        <source>Use ids of this model&apos;s tokenizer.</source>
        <translation>请使用这个模型的分词器的编号。</translation>
    </message>
    <message>
        <source>[device] the card cannot be used. {0}</source>
        <translation>[device] 显卡无法使用。{0}</translation>
    </message>
    <message>
        <source>Mend that, or choose the device &quot;auto&quot; or &quot;cpu&quot;.</source>
        <translation>请解决它，或把设备选为“auto”或“cpu”。</translation>
    </message>
    <message>
        <source>Reading weights</source>
        <translation>正在读取权重</translation>
    </message>
    <message>
        <source>The whole model was trained: {0} answers first, then {1} is loaded in its place</source>
        <translation>整个模型都训练过：先给出 {0} 的回答，再把 {1} 加载到它的位置</translation>
    </message>
    <message>
        <source>[generate] there is nothing to answer</source>
        <translation>[generate] 没有要回答的内容</translation>
    </message>
    <message>
        <source>Give at least one prompt.</source>
        <translation>请至少给出一个提示。</translation>
    </message>
    <message>
        <source>The device reported a fault earlier; nothing more can run in this process</source>
        <translation>设备先前报告了故障；这个进程里不能再运行任何任务</translation>
    </message>
    <message>
        <source>Restart Lathe, then resume from the last checkpoint.</source>
        <translation>请重新启动 Lathe，然后从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>[resume] {0}: {1} has another shape than in this run</source>
        <translation>[resume] {0}：{1} 的形状与这次训练不同</translation>
    </message>
    <message>
        <source>The checkpoint is of another model or method; begin a new run.</source>
        <translation>这个检查点属于另一个模型或方法；请新建训练任务。</translation>
    </message>
    <message>
        <source>[resume] {0}: holds {1} tensors, this run has {2}</source>
        <translation>[resume] {0}：含有 {1} 个张量，这次训练有 {2} 个</translation>
    </message>
    <message>
        <source>Look at those records, or take a lower learning rate; the last checkpoint is from before.</source>
        <translation>请查看这些样本，或降低学习率；最后一个检查点在此之前。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>[resume] {0}: {1} or the tokenizer has changed since the run began</source>
        <translation>[resume] {0}：自训练开始以来，{1} 或分词器有变化</translation>
    </message>
    <message>
        <source>Put the old file back, or begin a new run.</source>
        <translation>请放回原来的文件，或新建训练任务。</translation>
    </message>
    <message>
        <source>[resume] {0}: the weights in {1} have changed since the run began</source>
        <translation>[resume] {0}：自训练开始以来，{1} 中的权重有变化</translation>
    </message>
    <message>
        <source>Put the old weights back, or begin a new run.</source>
        <translation>请放回原来的权重，或新建训练任务。</translation>
    </message>
    <message>
        <source>[resume] {0}: another program is training this run</source>
        <translation>[resume] {0}：另一个程序正在进行这次训练</translation>
    </message>
    <message>
        <source>Wait for it to end, or stop it there.</source>
        <translation>请等它结束，或在那边停止它。</translation>
    </message>
    <message>
        <source>[resume] {0}: the run is finished</source>
        <translation>[resume] {0}：这次训练已完成</translation>
    </message>
    <message>
        <source>Begin a new run; to train longer, start it from this one&apos;s result.</source>
        <translation>请新建训练任务；要继续训练，可从这次的结果开始。</translation>
    </message>
    <message>
        <source>A checkpoint is not whole and was left out: {0}</source>
        <translation>有一个检查点不完整，没有使用：{0}</translation>
    </message>
    <message>
        <source>There is no whole checkpoint: the run begins again</source>
        <translation>没有完整的检查点：训练重新开始</translation>
    </message>
    <message>
        <source>Goes on after step {0}</source>
        <translation>从第 {0} 步之后继续</translation>
    </message>
    <message>
        <source>best is the last: nothing was held out</source>
        <translation>最佳即最后：没有留出样本</translation>
    </message>
    <message>
        <source>best is step {0}, with an evaluation loss of {1}</source>
        <translation>最佳是第 {0} 步，评估损失 {1}</translation>
    </message>
    <message>
        <source>Paused after step {0} of {1}</source>
        <translation>在第 {0} 步（共 {1} 步）后暂停</translation>
    </message>
    <message>
        <source>Stopped early after step {0} of {1}; final and best are saved</source>
        <translation>在第 {0} 步（共 {1} 步）后提前停止；final 和 best 已保存</translation>
    </message>
    <message>
        <source>Cancelled after step {0}</source>
        <translation>在第 {0} 步后取消</translation>
    </message>
    <message>
        <source>The memory of the device is used up</source>
        <translation>设备的内存用尽了</translation>
    </message>
    <message>
        <source>Take fewer tokens at a time (train.micro_tokens), shorter records (data.max_tokens) or a smaller rank; or close other programs that use the card.</source>
        <translation>请减少一次处理的词元（train.micro_tokens）、缩短样本（data.max_tokens）或减小秩；或者关闭其他使用显卡的程序。</translation>
    </message>
    <message>
        <source>The device reported a fault: {0}</source>
        <translation>设备报告了故障：{0}</translation>
    </message>
    <message>
        <source>Restart Lathe, then resume the run from its last checkpoint.</source>
        <translation>请重新启动 Lathe，然后从最后一个检查点继续这次训练。</translation>
    </message>
    <message>
        <source>Something happened that Lathe did not expect: {0}</source>
        <translation>发生了 Lathe 没有预料到的事：{0}</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost. Please report this sentence and the run&apos;s log.txt.</source>
        <translation>已保存的内容都没有丢失。请报告这句话和这次训练的 log.txt。</translation>
    </message>
    <message>
        <source>The memory of this machine is used up</source>
        <translation>这台机器的内存用尽了</translation>
    </message>
    <message>
        <source>Close other programs, or take a smaller model or data set.</source>
        <translation>请关闭其他程序，或使用更小的模型或数据集。</translation>
    </message>
    <message>
        <source>[train] there is no objective &quot;{0}&quot;</source>
        <translation>[train] 没有名为“{0}”的目标</translation>
    </message>
    <message>
        <source>Known are: {0}.</source>
        <translation>已知的有：{0}。</translation>
    </message>
    <message>
        <source>Answers to instructions</source>
        <translation>指令的回答</translation>
    </message>
    <message>
        <source>The model learns to give the answers in the records; questions and system texts are read but not learned. For assistants, identities, styles and tasks with an expected answer.</source>
        <translation>模型学习给出样本中的回答；问题和系统文本只读不学。适合助手、身份、风格，以及有预期答案的任务。</translation>
    </message>
    <message>
        <source>[train] {0}: no record is left to learn from after {1} are held out</source>
        <translation>[train] {0}：留出 {1} 条后没有可学习的样本了</translation>
    </message>
    <message>
        <source>Add records, or set data.eval_share to 0.</source>
        <translation>请增加样本，或把 data.eval_share 设为 0。</translation>
    </message>
    <message>
        <source>the list has no closing bracket: the file is cut off</source>
        <translation>列表没有结尾括号：文件被截断了</translation>
    </message>
    <message>
        <source>a comma is missing before this record</source>
        <translation>这条样本前缺少逗号</translation>
    </message>
    <message>
        <source>a comma stands before the closing bracket</source>
        <translation>结尾括号前多了一个逗号</translation>
    </message>
    <message>
        <source>[read_records] {0}: the file holds neither a JSON list nor JSON Lines</source>
        <translation>[read_records] {0}：文件既不是 JSON 列表，也不是 JSON Lines</translation>
    </message>
    <message>
        <source>has the key &quot;{0}&quot; twice</source>
        <translation>键“{0}”出现了两次</translation>
    </message>
    <message>
        <source>is nested deeper than {0} levels</source>
        <translation>嵌套超过 {0} 层</translation>
    </message>
    <message>
        <source>is larger than {0} bytes</source>
        <translation>大于 {0} 字节</translation>
    </message>
    <message>
        <source>is not valid JSON at its byte {0}: {1}</source>
        <translation>第 {0} 字节处不是有效的 JSON：{1}</translation>
    </message>
    <message>
        <source>is not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>is cut off at the end of the file; the records before it are used</source>
        <translation>在文件末尾被截断；之前的样本照常使用</translation>
    </message>
    <message>
        <source>is not valid UTF-8 at its byte {0}</source>
        <translation>第 {0} 字节处不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>is not valid JSON: a quote or a bracket is not closed</source>
        <translation>不是有效的 JSON：有引号或括号没有闭合</translation>
    </message>
    <message>
        <source>must be text</source>
        <translation>必须是文本</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not a known role (system, user, assistant, tool)</source>
        <translation>“{0}”不是已知的角色（system、user、assistant、tool）</translation>
    </message>
    <message>
        <source>is {0}; only 0 and 1 can be followed, the answer is learned in full</source>
        <translation>是 {0}；只能按 0 和 1 处理，该回答将被完整学习</translation>
    </message>
    <message>
        <source>must be an object</source>
        <translation>必须是对象</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>必须是列表</translation>
    </message>
    <message>
        <source>has no turns</source>
        <translation>没有轮次</translation>
    </message>
    <message>
        <source>a system text may only stand first</source>
        <translation>系统文本只能放在最前面</translation>
    </message>
    <message>
        <source>an answer must follow a question</source>
        <translation>回答必须跟在问题之后</translation>
    </message>
    <message>
        <source>a question must follow an answer</source>
        <translation>问题必须跟在回答之后</translation>
    </message>
    <message>
        <source>a tool&apos;s result must follow a call</source>
        <translation>工具的结果必须跟在调用之后</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>the last turn must be an answer</source>
        <translation>最后一轮必须是回答</translation>
    </message>
    <message>
        <source>[detect_format] {0}: the file holds no record that can be read</source>
        <translation>[detect_format] {0}：文件里没有可读的样本</translation>
    </message>
    <message>
        <source>[detect_format] {0}: no known record format fits; the members are {1}</source>
        <translation>[detect_format] {0}：不符合任何已知的样本格式；字段有 {1}</translation>
    </message>
    <message>
        <source>[read_records] there is no record format &quot;{0}&quot;</source>
        <translation>[read_records] 没有名为“{0}”的样本格式</translation>
    </message>
    <message>
        <source>must be a list of [question, answer]</source>
        <translation>必须是 [问题, 回答] 的列表</translation>
    </message>
    <message>
        <source>must be two texts: [question, answer]</source>
        <translation>必须是两段文本：[问题, 回答]</translation>
    </message>
    <message>
        <source>Alpaca</source>
        <translation>Alpaca 格式</translation>
    </message>
    <message>
        <source>One question and its answer in instruction, input and output; earlier turns in history, a frame in system.</source>
        <translation>一问一答写在 instruction、input 和 output 中；更早的轮次在 history，框架在 system。</translation>
    </message>
    <message>
        <source>the record has two system texts</source>
        <translation>这条样本有两段系统文本</translation>
    </message>
    <message>
        <source>ShareGPT</source>
        <translation>ShareGPT 格式</translation>
    </message>
    <message>
        <source>A list of conversations, each turn with from (human, gpt, observation, function_call) and value.</source>
        <translation>对话列表，每轮带有 from（human、gpt、observation、function_call）和 value。</translation>
    </message>
    <message>
        <source>Messages (ChatML, OpenAI)</source>
        <translation>Messages（ChatML、OpenAI）</translation>
    </message>
    <message>
        <source>A list of messages, each with a role (system, user, assistant, tool) and its content.</source>
        <translation>消息列表，每条带有 role（system、user、assistant、tool）及其 content。</translation>
    </message>
    <message>
        <source>[pack] record {0} has {1} tokens, but a micro-batch holds {2}</source>
        <translation>[pack] 样本 {0} 有 {1} 个词元，而一个微批只容 {2} 个</translation>
    </message>
    <message>
        <source>Raise train.micro_tokens to at least {0}, or lower data.max_tokens.</source>
        <translation>请把 train.micro_tokens 提高到至少 {0}，或降低 data.max_tokens。</translation>
    </message>
    <message>
        <source>has {0} tokens, {1} are allowed: its {2} oldest turns are cut</source>
        <translation>有 {0} 个词元，允许 {1} 个：最早的 {2} 轮被裁掉</translation>
    </message>
    <message>
        <source>has {0} tokens, {1} are allowed: it is left out</source>
        <translation>有 {0} 个词元，允许 {1} 个：这条不使用</translation>
    </message>
    <message>
        <source>has no token that is learned: it is left out</source>
        <translation>没有要学习的词元：这条不使用</translation>
    </message>
    <message>
        <source>its answer does not end with a learned end mark</source>
        <translation>回答没有以被学习的结束标记收尾</translation>
    </message>
    <message>
        <source>has {0} begin marks</source>
        <translation>有 {0} 个起始标记</translation>
    </message>
    <message>
        <source>chosen in the configuration</source>
        <translation>由配置指定</translation>
    </message>
    <message>
        <source>[check] {0}: none of its {1} records has a token that is learned</source>
        <translation>[check] {0}：{1} 条样本里没有一条含有要学习的词元</translation>
    </message>
    <message>
        <source>See the list of records: add answers, raise the longest record, or choose another record format.</source>
        <translation>请看样本清单：补上回答、提高最长样本，或改用别的样本格式。</translation>
    </message>
    <message>
        <source>[generate] the prompt has no token</source>
        <translation>[generate] 提示里没有词元</translation>
    </message>
    <message>
        <source>[read_json] {0}: not valid JSON at byte {1}: a NUL character</source>
        <translation>[read_json] {0}：第 {1} 字节处不是有效的 JSON：有 NUL 字符</translation>
    </message>
    <message>
        <source>[train] there is no method &quot;{0}&quot;</source>
        <translation>[train] 没有名为“{0}”的方法</translation>
    </message>
    <message>
        <source>Everything (full fine-tuning)</source>
        <translation>全部（全参数微调）</translation>
    </message>
    <message>
        <source>All weights of the model move. The strongest change, the most memory, and a result as large as the model.</source>
        <translation>模型的所有权重都会移动。改变最强、内存最多，结果与模型一样大。</translation>
    </message>
    <message>
        <source>Capacity (rank)</source>
        <translation>容量（秩）</translation>
    </message>
    <message>
        <source>Width of the added matrices: more can learn more, and takes more memory.</source>
        <translation>附加矩阵的宽度：越大能学得越多，也占用更多内存。</translation>
    </message>
    <message>
        <source>Strength (alpha)</source>
        <translation>强度（alpha）</translation>
    </message>
    <message>
        <source>The added part is scaled by alpha / rank; often alpha is twice the rank.</source>
        <translation>附加部分按 alpha / 秩 缩放；alpha 常取秩的两倍。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Share of the added part&apos;s inputs that is left out at random; helps a little against learning by heart.</source>
        <translation>附加部分的输入中随机舍去的比例；略微防止死记硬背。</translation>
    </message>
    <message>
        <source>Where it is added (targets)</source>
        <translation>加在哪里（目标模块）</translation>
    </message>
    <message>
        <source>Which linear maps of each layer learn: q, k, v, o of the attention, gate, up, down of the MLP. All of them is the safe choice.</source>
        <translation>每层中哪些线性映射会学习：注意力的 q、k、v、o，MLP 的 gate、up、down。全部选上最稳妥。</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; stands twice</source>
        <translation>“{0}”出现了两次</translation>
    </message>
    <message>
        <source>names no linear map, so nothing would learn</source>
        <translation>没有指定任何线性映射，因此什么也学不到</translation>
    </message>
    <message>
        <source>Small added matrices (LoRA)</source>
        <translation>附加小矩阵（LoRA，低秩适配）</translation>
    </message>
    <message>
        <source>The model stays as it is; two thin matrices beside each linear map learn the change. Little memory, a small file, easy to switch off.</source>
        <translation>模型保持原样；每个线性映射旁的两个细长矩阵学习变化。内存少、文件小、容易关闭。</translation>
    </message>
    <message>
        <source>[load_adapter] {0}: &quot;{1}&quot;: {2} is not supported</source>
        <translation>[load_adapter] {0}：“{1}”：不支持 {2}</translation>
    </message>
    <message>
        <source>Save the adapter again without that option.</source>
        <translation>请不带该选项重新保存适配器。</translation>
    </message>
    <message>
        <source>[load_adapter] {0}: {1} tensors do not fit the model; the first: {2}</source>
        <translation>[load_adapter] {0}：有 {1} 个张量与模型不符；第一个：{2}</translation>
    </message>
    <message>
        <source>Use the model that the adapter was trained on, and the whole adapter folder.</source>
        <translation>请使用训练该适配器的模型，以及完整的适配器文件夹。</translation>
    </message>
    <message>
        <source>[load_adapter] {0}: the target &quot;{1}&quot; is no linear map of this model</source>
        <translation>[load_adapter] {0}：目标“{1}”不是这个模型的线性映射</translation>
    </message>
    <message>
        <source>Use the model that the adapter was trained on.</source>
        <translation>请使用训练该适配器的模型。</translation>
    </message>
    <message>
        <source>has the shape {0}; {1} is needed</source>
        <translation>形状是 {0}；需要 {1}</translation>
    </message>
    <message>
        <source>belongs to no module that the adapter targets</source>
        <translation>不属于适配器所指的任何模块</translation>
    </message>
    <message>
        <source>[load_adapter] {0}: there is no {1}</source>
        <translation>[load_adapter] {0}：没有 {1}</translation>
    </message>
    <message>
        <source>Choose a folder that Lathe or PEFT saved an adapter in.</source>
        <translation>请选择 Lathe 或 PEFT 保存适配器的文件夹。</translation>
    </message>
    <message>
        <source>there is no weight_map</source>
        <translation>没有 weight_map</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; is said to be in {1}, which is not a plain name of a safetensors file</source>
        <translation>张量“{0}”据说在 {1} 中，而这不是普通的 safetensors 文件名</translation>
    </message>
    <message>
        <source>[load_model] {0}: there is neither {1} nor {2}</source>
        <translation>[load_model] {0}：既没有 {1}，也没有 {2}</translation>
    </message>
    <message>
        <source>Choose a Hugging Face model folder with weights in safetensors format.</source>
        <translation>请选择权重为 safetensors 格式的 Hugging Face 模型文件夹。</translation>
    </message>
    <message>
        <source>[load_model] {0}: these weights are a pickle, which can run code when opened</source>
        <translation>[load_model] {0}：这些权重是 pickle，打开时可能运行代码</translation>
    </message>
    <message>
        <source>Use a copy of the model in safetensors format, or convert it with Hugging Face&apos;s tools on a machine you trust.</source>
        <translation>请使用 safetensors 格式的模型副本，或在可信的机器上用 Hugging Face 的工具转换。</translation>
    </message>
    <message>
        <source>[load_model] {0}: there is no such file</source>
        <translation>[load_model] {0}：没有这个文件</translation>
    </message>
    <message>
        <source>[load_model] {0} leads out of its folder, to {1}</source>
        <translation>[load_model] {0} 指向文件夹之外的 {1}</translation>
    </message>
    <message>
        <source>Copy the file itself into the folder.</source>
        <translation>请把文件本身复制到文件夹里。</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; stands in {1}, but the index does not say so</source>
        <translation>张量“{0}”在 {1} 中，但索引没有这样写</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; is said to be in {1}, but is not</source>
        <translation>张量“{0}”据说在 {1} 中，但并不在</translation>
    </message>
    <message>
        <source>[load_model] {0}: there is no config.json</source>
        <translation>[load_model] {0}：没有 config.json</translation>
    </message>
    <message>
        <source>Choose the folder of a Hugging Face model: it holds config.json, the weights and the tokenizer.</source>
        <translation>请选择 Hugging Face 模型的文件夹：其中有 config.json、权重和分词器。</translation>
    </message>
    <message>
        <source>[load_model] {0}: this is not an object with settings</source>
        <translation>[load_model] {0}：这不是由设置组成的对象</translation>
    </message>
    <message>
        <source>[load_safetensors] {0}: there is no tensor &quot;{1}&quot;</source>
        <translation>[load_safetensors] {0}：没有张量“{1}”</translation>
    </message>
    <message>
        <source>Use a file that holds it.</source>
        <translation>请使用含有它的文件。</translation>
    </message>
    <message>
        <source>[load_safetensors] {0}: {1}</source>
        <translation>[load_safetensors] {0}：{1}</translation>
    </message>
    <message>
        <source>The file is damaged or not a safetensors file. Download or copy it again.</source>
        <translation>文件已损坏或不是 safetensors 文件。请重新下载或复制。</translation>
    </message>
    <message>
        <source>the file has only {0} bytes</source>
        <translation>文件只有 {0} 字节</translation>
    </message>
    <message>
        <source>the header says it is {0} bytes long; at most {1} are allowed</source>
        <translation>文件头说自己长 {0} 字节；最多允许 {1}</translation>
    </message>
    <message>
        <source>the header says {0} bytes, the file has {1}</source>
        <translation>文件头说有 {0} 字节，文件有 {1}</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot;: {1} is not a whole number from 0 on</source>
        <translation>张量“{0}”：{1} 不是从 0 起的整数</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot;: its shape has too many elements</source>
        <translation>张量“{0}”：形状的元素过多</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; lacks dtype, shape or data_offsets</source>
        <translation>张量“{0}”缺少 dtype、shape 或 data_offsets</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot;: the element type &quot;{1}&quot; is not known</source>
        <translation>张量“{0}”：不认识元素类型“{1}”</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; does not end at a whole byte</source>
        <translation>张量“{0}”没有在整字节处结束</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot;: its shape needs {1} bytes, its offsets give {2}</source>
        <translation>张量“{0}”：形状需要 {1} 字节，偏移给出 {2}</translation>
    </message>
    <message>
        <source>__metadata__ is not an object of texts</source>
        <translation>__metadata__ 不是文本组成的对象</translation>
    </message>
    <message>
        <source>__metadata__: &quot;{0}&quot; is not a text</source>
        <translation>__metadata__：“{0}”不是文本</translation>
    </message>
    <message>
        <source>tensor &quot;{0}&quot; begins at byte {1} of the data, expected {2}</source>
        <translation>张量“{0}”从数据的第 {1} 字节开始，应为 {2}</translation>
    </message>
    <message>
        <source>the header describes {0} bytes of data, the file has {1}</source>
        <translation>文件头描述了 {0} 字节的数据，文件有 {1}</translation>
    </message>
    <message>
        <source>the header does not begin with &quot;{&quot;</source>
        <translation>文件头没有以“{”开头</translation>
    </message>
    <message>
        <source>the header is not valid UTF-8</source>
        <translation>文件头不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>the header is not valid: {0}</source>
        <translation>文件头无效：{0}</translation>
    </message>
    <message>
        <source>[open_run] {0}: another program is training this run</source>
        <translation>[open_run] {0}：另一个程序正在进行这次训练</translation>
    </message>
    <message>
        <source>[open_workspace] {0}: was written by a newer Lathe</source>
        <translation>[open_workspace] {0}：由更新的 Lathe 写出</translation>
    </message>
    <message>
        <source>Open it with that version, or choose another folder.</source>
        <translation>请用那个版本打开，或选择另一个文件夹。</translation>
    </message>
    <message>
        <source>[read_run] {0}: unknown state &quot;{1}&quot;</source>
        <translation>[read_run] {0}：未知的状态“{1}”</translation>
    </message>
    <message>
        <source>Open the run with the version of Lathe that wrote it.</source>
        <translation>请用写出它的 Lathe 版本打开这次训练。</translation>
    </message>
    <message>
        <source>[read_run] {0}: is not the record of a run</source>
        <translation>[read_run] {0}：不是训练任务的记录</translation>
    </message>
    <message>
        <source>Choose a run folder that Lathe made.</source>
        <translation>请选择 Lathe 建立的训练任务文件夹。</translation>
    </message>
    <message>
        <source>[read_run] {0}: was written by a newer Lathe</source>
        <translation>[read_run] {0}：由更新的 Lathe 写出</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>请用那个版本打开。</translation>
    </message>
    <message>
        <source>[save] {0}: {1} MB are needed and {2} MB are free</source>
        <translation>[save] {0}：需要 {1} MB，只剩 {2} MB</translation>
    </message>
    <message>
        <source>Free some space, then resume the run.</source>
        <translation>请腾出空间，然后继续这次训练。</translation>
    </message>
    <message>
        <source>is empty; empty lines between the records, skipped: {0}</source>
        <translation>为空；样本之间跳过的空行：{0}</translation>
    </message>
    <message>
        <source>the file holds no records yet; new ones are written as {0}</source>
        <translation>文件里还没有样本；新样本按 {0} 格式写入</translation>
    </message>
    <message>
        <source>{0} edits from last time are there again</source>
        <translation>上次的 {0} 处编辑已恢复</translation>
    </message>
    <message>
        <source>{0} edits from last time are there again; edits of another version of this file lie in {1} ({2})</source>
        <translation>上次的 {0} 处编辑已恢复；对该文件另一版本的编辑放在 {1}（{2}）</translation>
    </message>
    <message>
        <source>edits of another version of this file were not applied; they lie in {0} ({1})</source>
        <translation>对该文件另一版本的编辑没有采用；它们放在 {0}（{1}）</translation>
    </message>
    <message>
        <source>{0} edits from last time are there again; what follows them in the journal is damaged and kept in {1}</source>
        <translation>上次的 {0} 处编辑已恢复；日志中其后的内容已损坏，保留在 {1}</translation>
    </message>
    <message>
        <source>[save] {0}: another program has changed the file since it was opened</source>
        <translation>[save] {0}：打开之后，另一个程序改动了该文件</translation>
    </message>
    <message>
        <source>Save under another name, or open the file again; your edits stay in the workspace.</source>
        <translation>请另存为其他名称，或重新打开该文件；你的编辑保留在工作区。</translation>
    </message>
    <message>
        <source>is a JSON {0}, not an object with members</source>
        <translation>是 JSON {0}，不是带字段的对象</translation>
    </message>
    <message>
        <source>{0} of the first {1} records have {2}</source>
        <translation>前 {1} 条样本中有 {0} 条带有 {2}</translation>
    </message>
    <message>
        <source>its text contains control tokens, which the model reads as marks, not as text: {0}</source>
        <translation>文本含有控制词元，模型会把它们当作标记而不是文本：{0}</translation>
    </message>
    <message>
        <source>[load_model] the tokenizer gives &quot;{0}&quot; the id {1}, but the model has only {2} entries (vocab_size)</source>
        <translation>[load_model] 分词器给“{0}”的编号是 {1}，但模型只有 {2} 个条目（vocab_size）</translation>
    </message>
    <message>
        <source>Use the tokenizer that came with the model: tokens were added to this one that the model does not have.</source>
        <translation>请使用模型自带的分词器：当前分词器中添加了模型没有的词元。</translation>
    </message>
    <message>
        <source>automatic: bf16 on a card, fp32 on the processor</source>
        <translation>自动：显卡上用 bf16，处理器上用 fp32</translation>
    </message>
    <message>
        <source>{0} does not answer ({1}): the processor is used; close other programs that use the card</source>
        <translation>{0} 没有响应（{1}）：改用处理器；请关闭其他占用显卡的程序</translation>
    </message>
    <message>
        <source>The run was computed on {0} ({1}) and goes on on {2} ({3}): its numbers may differ from a run without the change</source>
        <translation>此次训练原先在 {0}（{1}）上计算，现在改在 {2}（{3}）上继续：其数值可能与不更换设备时不同</translation>
    </message>
    <message>
        <source>Step {0}: the loss or a gradient is not finite, no weight was changed. Its records begin in these lines of {1}: {2}</source>
        <translation>第 {0} 步：损失或梯度不是有限数，权重未改动。该步的记录在 {1} 中起始于这些行：{2}</translation>
    </message>
    <message>
        <source>{0} records are longer than the {1} tokens that the model was made for (max_position_embeddings): what it learns behind them may not hold; lower data.max_tokens to stay below</source>
        <translation>有 {0} 条记录超过了模型所支持的 {1} 个词元（max_position_embeddings）：超出部分学到的内容可能不可靠；请降低 data.max_tokens 以保持在限度之内</translation>
    </message>
    <message>
        <source>[edit] {0}: can only be read here, because another Lathe has the workspace open</source>
        <translation>[edit] {0}：工作区已被另一个 Lathe 打开，这里只能阅读</translation>
    </message>
    <message>
        <source>Edit it there, or close that window and open the records again.</source>
        <translation>请在那个窗口里编辑；或关闭它，再重新打开这些记录。</translation>
    </message>
    <message>
        <source>[generate] the prompt has {0} tokens; the model was made for {1}</source>
        <translation>[generate] 提示有 {0} 个词元；该模型只支持 {1} 个</translation>
    </message>
    <message>
        <source>Ask something shorter.</source>
        <translation>请缩短问题。</translation>
    </message>
    <message>
        <source>line {0}</source>
        <translation>第 {0} 行</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not one of {1}</source>
        <translation>“{0}”不在可选项 {1} 之中</translation>
    </message>
    <message>
        <source>[open_demo] {0}: another Lathe has the workspace open, so the demo cannot be copied into it</source>
        <translation>[open_demo] {0}：工作区已被另一个 Lathe 打开，无法把演示项目复制进去</translation>
    </message>
    <message>
        <source>Open the demo there, or choose another workspace.</source>
        <translation>请在那里打开演示，或选择另一个工作区。</translation>
    </message>
    <message>
        <source>a comment is not closed by #}</source>
        <translation>注释没有以 #} 结束</translation>
    </message>
    <message>
        <source>{% raw %} is not closed by {% endraw %}</source>
        <translation>{% raw %} 没有以 {% endraw %} 结束</translation>
    </message>
    <message>
        <source>a tag is not closed by {0}</source>
        <translation>标签没有以 {0} 结束</translation>
    </message>
    <message>
        <source>unexpected character {0}</source>
        <translation>意外的字符 {0}</translation>
    </message>
    <message>
        <source>unexpected &quot;{0}&quot;</source>
        <translation>意外的“{0}”</translation>
    </message>
    <message>
        <source>the number {0} is too large</source>
        <translation>数字 {0} 过大</translation>
    </message>
    <message>
        <source>a text is not closed by its quote</source>
        <translation>文本没有以引号结束</translation>
    </message>
    <message>
        <source>a text holds a faulty escape: {0}</source>
        <translation>文本含有错误的转义：{0}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is missing before &quot;{1}&quot;</source>
        <translation>“{1}”之前缺少“{0}”</translation>
    </message>
    <message>
        <source>the template ends too early</source>
        <translation>模板过早结束</translation>
    </message>
    <message>
        <source>the template is nested deeper than {0} levels</source>
        <translation>模板嵌套超过 {0} 层</translation>
    </message>
    <message>
        <source>{% {0} %} is missing</source>
        <translation>缺少 {% {0} %}</translation>
    </message>
    <message>
        <source>there is no tag {% {0} %} for chat templates</source>
        <translation>对话模板没有标签 {% {0} %}</translation>
    </message>
    <message>
        <source>recursive loops are not supported; write a macro that calls itself</source>
        <translation>不支持递归循环；请编写调用自身的宏</translation>
    </message>
    <message>
        <source>a parameter without default follows one with default</source>
        <translation>没有默认值的参数位于有默认值的参数之后</translation>
    </message>
    <message>
        <source>{% call %} needs a call of a macro</source>
        <translation>{% call %} 需要调用一个宏</translation>
    </message>
    <message>
        <source>break and continue stand inside a loop only</source>
        <translation>break 和 continue 只能用在循环内</translation>
    </message>
    <message>
        <source>the template is longer than {0} bytes</source>
        <translation>模板超过 {0} 字节</translation>
    </message>
    <message>
        <source>tojson: separators are two texts</source>
        <translation>tojson：separators 是两个文本</translation>
    </message>
    <message>
        <source>{0}: a number is needed, not {1}</source>
        <translation>{0}：需要数字，而不是 {1}</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; has no attribute &apos;{1}&apos;</source>
        <translation>“{0}”没有属性“{1}”</translation>
    </message>
    <message>
        <source>No first item, sequence was empty.</source>
        <translation>没有第一项，序列为空。</translation>
    </message>
    <message>
        <source>No last item, sequence was empty.</source>
        <translation>没有最后一项，序列为空。</translation>
    </message>
    <message>
        <source>No aggregated item, sequence was empty.</source>
        <translation>没有可汇总的项，序列为空。</translation>
    </message>
    <message>
        <source>{0}: a dict is needed, not {1}</source>
        <translation>{0}：需要字典，而不是 {1}</translation>
    </message>
    <message>
        <source>there is no previous item</source>
        <translation>没有上一项</translation>
    </message>
    <message>
        <source>there is no next item</source>
        <translation>没有下一项</translation>
    </message>
    <message>
        <source>cycler: at least one item has to be provided</source>
        <translation>cycler：至少需要一项</translation>
    </message>
    <message>
        <source>too many conditions in a row; put brackets around them</source>
        <translation>连续的条件过多；请加括号</translation>
    </message>
    <message>
        <source>[read_template] {0}, line {1}: {2}</source>
        <translation>[read_template] {0}，第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>Correct the template there, or choose another one.</source>
        <translation>请在该处修正模板，或选择其他模板。</translation>
    </message>
    <message>
        <source>[render_template] {0}, line {1}: {2}</source>
        <translation>[render_template] {0}，第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>The limit keeps a faulty template from filling the machine; make the template or the conversation smaller.</source>
        <translation>此限制防止有错的模板耗尽机器资源；请缩小模板或对话。</translation>
    </message>
    <message>
        <source>[render_template] {0}, line {1}: the template refuses this conversation: {2}</source>
        <translation>[render_template] {0}，第 {1} 行：模板拒绝此对话：{2}</translation>
    </message>
    <message>
        <source>Change the conversation so that it fits the template, or choose another template.</source>
        <translation>请修改对话使其符合模板，或选择其他模板。</translation>
    </message>
    <message>
        <source>Check what the template needs in a conversation, or choose another template.</source>
        <translation>请检查模板对对话的要求，或选择其他模板。</translation>
    </message>
    <message>
        <source>[read_template] {0}: the template is not UTF-8</source>
        <translation>[read_template] {0}：模板不是 UTF-8</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请将其保存为 UTF-8。</translation>
    </message>
    <message>
        <source>there is no filter &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的过滤器</translation>
    </message>
    <message>
        <source>there is no test &quot;{0}&quot;</source>
        <translation>没有名为“{0}”的测试</translation>
    </message>
    <message>
        <source>{0} needs the argument &quot;{1}&quot;</source>
        <translation>{0} 需要参数“{1}”</translation>
    </message>
    <message>
        <source>{0} takes at most {1} arguments</source>
        <translation>{0} 最多接受 {1} 个参数</translation>
    </message>
    <message>
        <source>{0} takes no argument &quot;{1}&quot; here</source>
        <translation>{0} 此处不接受参数“{1}”</translation>
    </message>
    <message>
        <source>Object of type {0} is not JSON serializable</source>
        <translation>类型 {0} 的对象无法写成 JSON</translation>
    </message>
    <message>
        <source>templates may not change lists and dicts; build a new one with +</source>
        <translation>模板不得修改列表和字典；请用 + 建立新的</translation>
    </message>
    <message>
        <source>index: the value is not in the list</source>
        <translation>index：列表中没有该值</translation>
    </message>
    <message>
        <source>index: the text is not there</source>
        <translation>index：找不到该文本</translation>
    </message>
    <message>
        <source>the template takes more than {0} steps</source>
        <translation>模板超过 {0} 步</translation>
    </message>
    <message>
        <source>the template makes more than {0} bytes of values</source>
        <translation>模板产生的值超过 {0} 字节</translation>
    </message>
    <message>
        <source>the template prints more than {0} bytes</source>
        <translation>模板输出超过 {0} 字节</translation>
    </message>
    <message>
        <source>values are nested deeper than {0} levels</source>
        <translation>值的嵌套超过 {0} 层</translation>
    </message>
    <message>
        <source>macros call each other deeper than {0} levels</source>
        <translation>宏的相互调用超过 {0} 层</translation>
    </message>
    <message>
        <source>split: the separator is empty</source>
        <translation>split：分隔符为空</translation>
    </message>
    <message>
        <source>{0} has no element {1}</source>
        <translation>{0} 没有元素 {1}</translation>
    </message>
    <message>
        <source>the step of a slice is zero</source>
        <translation>切片的步长为零</translation>
    </message>
    <message>
        <source>{0}: a whole number is needed, not {1}</source>
        <translation>{0}：需要整数，而不是 {1}</translation>
    </message>
    <message>
        <source>{0}: a text is needed, not {1}</source>
        <translation>{0}：需要文本，而不是 {1}</translation>
    </message>
    <message>
        <source>{0} cannot be a key</source>
        <translation>{0} 不能作为键</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; object is not iterable</source>
        <translation>“{0}”对象不能遍历</translation>
    </message>
    <message>
        <source>object of type &apos;{0}&apos; has no len()</source>
        <translation>类型“{0}”的对象没有长度</translation>
    </message>
    <message>
        <source>{0} cannot be sliced</source>
        <translation>{0} 不能切片</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; object is not callable</source>
        <translation>“{0}”对象不能被调用</translation>
    </message>
    <message>
        <source>{0} cannot be used between {1} and {2}</source>
        <translation>{0} 不能用于 {1} 和 {2} 之间</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>除以零</translation>
    </message>
    <message>
        <source>a whole number is too large</source>
        <translation>整数过大</translation>
    </message>
    <message>
        <source>{0} has no sign</source>
        <translation>{0} 没有正负号</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is undefined</source>
        <translation>“{0}”未定义</translation>
    </message>
    <message>
        <source>{0} is no namespace: its members cannot be set</source>
        <translation>{0} 不是命名空间：不能设置其成员</translation>
    </message>
    <message>
        <source>{0} values cannot be given to {1} names</source>
        <translation>{0} 个值不能赋给 {1} 个名称</translation>
    </message>
    <message>
        <source>parameter &apos;{0}&apos; was not provided</source>
        <translation>没有提供参数“{0}”</translation>
    </message>
    <message>
        <source>strftime_now: the format is too long</source>
        <translation>strftime_now：格式过长</translation>
    </message>
    <message>
        <source>dict: pairs of key and value are needed</source>
        <translation>dict：需要键和值的配对</translation>
    </message>
    <message>
        <source>the step of a range is zero</source>
        <translation>范围的步长为零</translation>
    </message>
    <message>
        <source>a range has more than {0} numbers</source>
        <translation>范围超过 {0} 个数</translation>
    </message>
    <message>
        <source>the condition is not met and there is no else</source>
        <translation>条件不成立且没有 else</translation>
    </message>
    <message>
        <source>question and answer (query, response)</source>
        <translation>问与答（query、response）</translation>
    </message>
    <message>
        <source>prompt and completion</source>
        <translation>提示与续写（prompt、completion）</translation>
    </message>
    <message>
        <source>preference pairs (chosen, rejected)</source>
        <translation>偏好对（chosen、rejected）</translation>
    </message>
    <message>
        <source>judged answers (KTO)</source>
        <translation>带评判的回答（KTO）</translation>
    </message>
    <message>
        <source>texts with a label (classification)</source>
        <translation>带标签的文本（分类）</translation>
    </message>
    <message>
        <source>plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>is a part of type {0}; only text, reasoning and tool_call parts can be used</source>
        <translation>是类型为 {0} 的部分；只能使用 text、reasoning 和 tool_call 部分</translation>
    </message>
    <message>
        <source>the last turn must be a question</source>
        <translation>最后一轮必须是提问</translation>
    </message>
    <message>
        <source>must be a list, or a list as JSON in a text</source>
        <translation>必须是列表，或写成 JSON 文本的列表</translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation>提示与续写</translation>
    </message>
    <message>
        <source>A prompt and what follows it in completion, as texts or as lists of messages; only the completion is learned.</source>
        <translation>prompt 中是提示，completion 中是后文，可以是文本，也可以是消息列表；只学习 completion。</translation>
    </message>
    <message>
        <source>Choose a file that holds records.</source>
        <translation>请选择含有样本的文件。</translation>
    </message>
    <message>
        <source>some members of the first {0} records fit</source>
        <translation>前 {0} 条样本的部分字段相符</translation>
    </message>
    <message>
        <source>must begin with the same question as {0} and end with another answer</source>
        <translation>必须以与 {0} 相同的提问开头，并以不同的回答结尾</translation>
    </message>
    <message>
        <source>is missing, and chosen and rejected have no common beginning</source>
        <translation>缺失，而 chosen 与 rejected 没有共同的开头</translation>
    </message>
    <message>
        <source>is the same answer as chosen</source>
        <translation>与 chosen 的回答相同</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>A question with a better answer in chosen and a worse one in rejected, as texts, as turns or as lists of messages.</source>
        <translation>一个提问，chosen 中是较好的回答，rejected 中是较差的回答；可以是文本、单轮发言或消息列表。</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>问与答</translation>
    </message>
    <message>
        <source>One question (question, query, prompt or instruction) and one answer (response, answer or output).</source>
        <translation>一个提问（question、query、prompt 或 instruction）和一个回答（response、answer 或 output）。</translation>
    </message>
    <message>
        <source>Judged answers (KTO)</source>
        <translation>带评判的回答（KTO）</translation>
    </message>
    <message>
        <source>An answer and whether it is a good one: messages, conversations, Alpaca members or prompt and completion, with label or kto_tag true or false.</source>
        <translation>一个回答以及它是否合格：messages、conversations、Alpaca 字段，或 prompt 与 completion，并带有值为 true 或 false 的 label 或 kto_tag。</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Running text in the member text, or a text file; all of it is learned, no chat template is used.</source>
        <translation>text 字段中的连续文本，或文本文件；全部内容都会学习，不使用对话模板。</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>对话数据</translation>
    </message>
    <message>
        <source>preference pairs</source>
        <translation>偏好对数据</translation>
    </message>
    <message>
        <source>must be a name or a whole number, but is {0}</source>
        <translation>必须是名称或整数，而这里是 {0}</translation>
    </message>
    <message>
        <source>Texts with a label (classification)</source>
        <translation>带标签的文本（分类）</translation>
    </message>
    <message>
        <source>A text, or two sentences, and the label it belongs to: text and label, or sentence1, sentence2 and label.</source>
        <translation>一段文本或两个句子，以及所属的标签：text 与 label，或 sentence1、sentence2 与 label。</translation>
    </message>
    <message>
        <source>must be a text or a list of messages</source>
        <translation>必须是文本或消息列表</translation>
    </message>
    <message>
        <source>must end with an answer</source>
        <translation>必须以回答结尾</translation>
    </message>
    <message>
        <source>has {0} tokens, {1} are allowed: its end is cut</source>
        <translation>有 {0} 个词元，允许 {1} 个：末尾被截去</translation>
    </message>
    <message>
        <source>its tools are not written by this chat template; the record is used without them</source>
        <translation>此对话模板不写出它的工具；该样本在没有工具的情况下使用</translation>
    </message>
    <message>
        <source>its tool calls are not written by this chat template; choose one that writes them</source>
        <translation>此对话模板不写出它的工具调用；请选择会写出工具调用的模板</translation>
    </message>
    <message>
        <source>[check] {0}: its {1} records have {2} different labels; two are the least</source>
        <translation>[check] {0}：{1} 条样本中有 {2} 种标签；至少需要两种</translation>
    </message>
    <message>
        <source>Add records with other labels, or choose another record format.</source>
        <translation>请添加其他标签的样本，或选择其他样本格式。</translation>
    </message>
    <message>
        <source>Rename the members to instruction and output, or to messages with role and content.</source>
        <translation>请把字段改名为 instruction 和 output，或改成带 role 和 content 的 messages。</translation>
    </message>
    <message>
        <source>Qwen1.5, Qwen2 and Qwen2.5: as Llama, with a bias on queries, keys and values.</source>
        <translation>Qwen1.5、Qwen2 和 Qwen2.5：与 Llama 相同，但查询、键和值带有偏置。</translation>
    </message>
    <message>
        <source>the epsilon of the norms is {0}</source>
        <translation>归一化的 epsilon 为 {0}</translation>
    </message>
    <message>
        <source>[load_model] {0}: rope_scaling and rope_parameters say different things</source>
        <translation>[load_model] {0}：rope_scaling 与 rope_parameters 的内容不一致</translation>
    </message>
    <message>
        <source>rope_theta is {0}</source>
        <translation>rope_theta 为 {0}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; of the rotary positions is {1}</source>
        <translation>旋转位置的“{0}”为 {1}</translation>
    </message>
    <message>
        <source>high_freq_factor must be above low_freq_factor</source>
        <translation>high_freq_factor 必须大于 low_freq_factor</translation>
    </message>
    <message>
        <source>Mistral: as Llama; each token sees only the last tokens of a window, where config.json sets one.</source>
        <translation>Mistral：与 Llama 相同；若 config.json 设置了窗口，每个词元只能看到窗口内最近的词元。</translation>
    </message>
    <message>
        <source>the width {0} cannot be divided evenly among {1} heads</source>
        <translation>宽度 {0} 无法平均分给 {1} 个注意力头</translation>
    </message>
    <message>
        <source>BERT: an encoder that reads a text in both directions and tells classes apart; it does not write.</source>
        <translation>BERT：双向阅读文本并区分类别的编码器；它不生成文本。</translation>
    </message>
    <message>
        <source>GPT-2: learned positions, layer norm, one map for queries, keys and values.</source>
        <translation>GPT-2：学习得到的位置、层归一化，查询、键和值共用一个映射。</translation>
    </message>
    <message>
        <source>The model gets a new head for {0} labels; it begins at random and is learned.</source>
        <translation>模型获得一个用于 {0} 个标签的新输出头；它从随机值开始学习。</translation>
    </message>
    <message>
        <source>Labels of texts (classification)</source>
        <translation>文本标签（分类）</translation>
    </message>
    <message>
        <source>The model learns which of several labels a text has. For sorting messages, moods and topics; cheaper and surer than writing the label.</source>
        <translation>模型学习判断文本属于多个标签中的哪一个。适用于消息分类、情感和主题；比让模型写出标签更省、更可靠。</translation>
    </message>
    <message>
        <source>[train] {0} records are longer than the {1} positions that the model has (max_position_embeddings)</source>
        <translation>[train] {0} 条样本长于模型拥有的 {1} 个位置 (max_position_embeddings)</translation>
    </message>
    <message>
        <source>Set data.max_tokens to at most {0}.</source>
        <translation>请将 data.max_tokens 设为不超过 {0}。</translation>
    </message>
    <message>
        <source>[train] {0}: this model reads texts and tells classes apart; it cannot learn to answer</source>
        <translation>[train] {0}：该模型只能阅读文本并区分类别，无法学习回答</translation>
    </message>
    <message>
        <source>Choose a causal language model, or the objective &quot;classification&quot;.</source>
        <translation>请选择因果语言模型，或使用训练目标“classification”。</translation>
    </message>
    <message>
        <source>[train] {0} holds {1}; the objective learns from {2}</source>
        <translation>[train] {0} 包含{1}；该训练目标需要{2}</translation>
    </message>
    <message>
        <source>[train] {0}: the label &quot;{1}&quot; does not occur in the training records</source>
        <translation>[train] {0}：标签“{1}”没有出现在训练样本中</translation>
    </message>
    <message>
        <source>Add records with it to learn from, or take it out of the evaluation set.</source>
        <translation>请添加带有该标签的训练样本，或将其从评估集中移除。</translation>
    </message>
    <message>
        <source>[generate] this model reads texts and tells classes apart; it cannot write</source>
        <translation>[generate] 该模型只能阅读文本并区分类别，无法生成文本</translation>
    </message>
    <message>
        <source>Choose a causal language model, such as Llama, Qwen, Mistral or GPT-2.</source>
        <translation>请选择因果语言模型，例如 Llama、Qwen、Mistral 或 GPT-2。</translation>
    </message>
    <message>
        <source>[lora] {0}: none of the targets {1} is a linear map of this model</source>
        <translation>[lora] {0}：目标 {1} 都不是该模型的线性层</translation>
    </message>
    <message>
        <source>Choose among {0}.</source>
        <translation>请从 {0} 中选择。</translation>
    </message>
    <message>
        <source>the tokenizer has {0} tokens, the model only {1} entries</source>
        <translation>分词器有 {0} 个词元，而模型只有 {1} 个条目</translation>
    </message>
    <message>
        <source>[load_model] {0}: a tensor does not fit config.json: {1}</source>
        <translation>[load_model] {0}：有一个张量与 config.json 不符：{1}</translation>
    </message>
    <message>
        <source>this tokenizer has neither a token {0} nor an end token: answers will not stop by themselves</source>
        <translation>该分词器既没有词元 {0}，也没有结束词元：回答不会自行停止</translation>
    </message>
    <message>
        <source>this tokenizer has no token {0}: the mark is spelled in several tokens, and answers end with {1} in its place</source>
        <translation>该分词器没有词元 {0}：此标记会被拆成多个词元，回答改以 {1} 结束</translation>
    </message>
    <message>
        <source>the folder&apos;s own chat template cannot be read, and ChatML is used in its place: {0}</source>
        <translation>无法读取该文件夹自带的对话模板，改用 ChatML：{0}</translation>
    </message>
    <message>
        <source>Llama 2</source>
        <translation>Llama 2 模板</translation>
    </message>
    <message>
        <source>Questions stand between [INST] and [/INST], the system text inside the first one.</source>
        <translation>问题位于 [INST] 与 [/INST] 之间，系统文本放在第一个问题里。</translation>
    </message>
    <message>
        <source>Llama 3</source>
        <translation>Llama 3 模板</translation>
    </message>
    <message>
        <source>Each turn begins with a header that names the role and ends with &lt;|eot_id|&gt;.</source>
        <translation>每一轮以写明角色的标头开始，以 &lt;|eot_id|&gt; 结束。</translation>
    </message>
    <message>
        <source>A sentence about the task, then headings: Instruction, Input, Response.</source>
        <translation>先用一句话说明任务，再是 Instruction、Input、Response 几个标题。</translation>
    </message>
    <message>
        <source>Vicuna</source>
        <translation>Vicuna 模板</translation>
    </message>
    <message>
        <source>USER and ASSISTANT in one line, after a sentence about the conversation.</source>
        <translation>先用一句话说明对话，之后 USER 与 ASSISTANT 同在一行。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The texts as they are, a line break between them; only the end token is added.</source>
        <translation>文本保持原样，之间换行；只添加结束词元。</translation>
    </message>
    <message>
        <source>Choose auto, one of {0}, or a file that ends in .jinja.</source>
        <translation>请选择 auto、{0} 之一，或以 .jinja 结尾的文件。</translation>
    </message>
    <message>
        <source>[read_conversation] {0}: {1} {2}</source>
        <translation>[read_conversation] {0}：{1} {2}</translation>
    </message>
    <message>
        <source>Give a list of messages, each an object with &quot;role&quot; and &quot;content&quot;.</source>
        <translation>请给出消息列表，每条消息是含有 &quot;role&quot; 和 &quot;content&quot; 的对象。</translation>
    </message>
    <message>
        <source>has a part that is not text: {0}</source>
        <translation>含有不是文本的部分：{0}</translation>
    </message>
    <message>
        <source>Correct it and start again.</source>
        <translation>请改正后重新开始。</translation>
    </message>
    <message>
        <source>When a better one is unlikely</source>
        <translation>当不大可能有更好的答案时</translation>
    </message>
    <message>
        <source>When as many have ended as are searched</source>
        <translation>当结束的答案与束数一样多时</translation>
    </message>
    <message>
        <source>When none can be better</source>
        <translation>当不可能有更好的答案时</translation>
    </message>
    <message>
        <source>Least share of the likeliest (min-p)</source>
        <translation>相对最可能者的最小比例 (min-p)</translation>
    </message>
    <message>
        <source>Draws only from tokens with at least this share of the likeliest one&apos;s probability; 0 is off.</source>
        <translation>只从概率不低于最可能词元概率这一比例的词元中抽取;0 表示关闭。</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1, tokens that the prompt or the answer has already are less likely; 1 is off.</source>
        <translation>大于 1 时,提示或回答中已出现的词元更不易被选中;1 表示关闭。</translation>
    </message>
    <message>
        <source>No repeated n-grams</source>
        <translation>不重复的 n 元组</translation>
    </message>
    <message>
        <source>No sequence of so many tokens comes twice; 0 is off.</source>
        <translation>这么多词元的序列不会出现两次;0 表示关闭。</translation>
    </message>
    <message>
        <source>Shortest answer</source>
        <translation>最短回答</translation>
    </message>
    <message>
        <source>No end mark before so many tokens.</source>
        <translation>在这么多词元之前不会出现结束标记。</translation>
    </message>
    <message>
        <source>Stop texts</source>
        <translation>停止文本</translation>
    </message>
    <message>
        <source>The answer ends before the first of these.</source>
        <translation>回答在其中最先出现的一个之前结束。</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>束数</translation>
    </message>
    <message>
        <source>Follows so many answers at once and takes the likeliest as a whole; 1 is off. Needs temperature 0.</source>
        <translation>同时跟踪这么多个回答,取整体上最可能的一个;1 表示关闭。温度须为 0。</translation>
    </message>
    <message>
        <source>Answers of a beam search</source>
        <translation>束搜索的回答数</translation>
    </message>
    <message>
        <source>How many of the best answers are given, at most as many as there are beams.</source>
        <translation>给出最好的多少个回答,不超过束数。</translation>
    </message>
    <message>
        <source>Length penalty of beams</source>
        <translation>束搜索的长度惩罚</translation>
    </message>
    <message>
        <source>Above 0 favours long answers, below 0 short ones.</source>
        <translation>大于 0 偏向长回答,小于 0 偏向短回答。</translation>
    </message>
    <message>
        <source>A beam search ends</source>
        <translation>束搜索何时结束</translation>
    </message>
    <message>
        <source>When the search for better answers is given up.</source>
        <translation>何时不再寻找更好的回答。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>by the share</source>
        <translation>按比例</translation>
    </message>
    <message>
        <source>blocks between blank lines; lines where no line is blank</source>
        <translation>以空行分隔的段落；没有空行时按行</translation>
    </message>
    <message>
        <source>blocks between blank lines</source>
        <translation>以空行分隔的段落</translation>
    </message>
    <message>
        <source>each line</source>
        <translation>每一行</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>none: the texts as they are</source>
        <translation>无：文本保持原样</translation>
    </message>
    <message>
        <source>a template file</source>
        <translation>模板文件</translation>
    </message>
    <message>
        <source>Other names of members (columns)</source>
        <translation>字段的其他名称（列）</translation>
    </message>
    <message>
        <source>Which member or column of the file stands for which of the format&apos;s: text=review, label=stars.</source>
        <translation>文件中的哪个字段或列对应格式中的哪个字段：text=review, label=stars。</translation>
    </message>
    <message>
        <source>Set of dataset_info.json (entry)</source>
        <translation>dataset_info.json 中的数据集（条目）</translation>
    </message>
    <message>
        <source>Which set is read when the file is LLaMA-Factory&apos;s dataset_info.json.</source>
        <translation>文件是 LLaMA-Factory 的 dataset_info.json 时，读取其中哪个数据集。</translation>
    </message>
    <message>
        <source>Documents of a text file</source>
        <translation>文本文件中的文档</translation>
    </message>
    <message>
        <source>What counts as one record of a .txt or .md file.</source>
        <translation>.txt 或 .md 文件中什么算一条样本。</translation>
    </message>
    <message>
        <source>The frame that marks who speaks. Use the one the model was trained with; a model without one takes ChatML.</source>
        <translation>标明谁在说话的格式。请用模型训练时的模板；没有自带模板的模型用 ChatML。</translation>
    </message>
    <message>
        <source>Mend the file, or remove it: it only holds defaults.</source>
        <translation>请修正该文件或将其删除:它只保存默认值。</translation>
    </message>
    <message>
        <source>[generate] {0}: &quot;eos_token_id&quot; must be a token id or a list of token ids, but is {1}</source>
        <translation>[generate] {0}:&quot;eos_token_id&quot; 必须是一个词元编号或编号列表,但实际是 {1}</translation>
    </message>
    <message>
        <source>[generate] {0}: must be an object with settings</source>
        <translation>[generate] {0}:必须是包含设置的对象</translation>
    </message>
    <message>
        <source>[generate] {0}</source>
        <translation>[generate] {0}</translation>
    </message>
    <message>
        <source>generation_config.json of the model sets: {0}</source>
        <translation>模型的 generation_config.json 设定了:{0}</translation>
    </message>
    <message>
        <source>generation_config.json: not known and ignored: {0}</source>
        <translation>generation_config.json:未知且被忽略:{0}</translation>
    </message>
    <message>
        <source>[train] {0}: the workspace is a file, not a folder</source>
        <translation>[train] {0}：工作区是一个文件，不是文件夹</translation>
    </message>
    <message>
        <source>Name a folder for the runs.</source>
        <translation>请指定一个存放训练任务的文件夹。</translation>
    </message>
    <message>
        <source>[convert] {0} have no v1 form</source>
        <translation>[convert] {0}没有 v1 形式</translation>
    </message>
    <message>
        <source>Conversations and preference pairs have one.</source>
        <translation>对话和偏好对才有。</translation>
    </message>
    <message>
        <source>[read_records] columns: &quot;{0}&quot; is not name=name</source>
        <translation>[read_records] columns：“{0}”不是 名称=名称 的形式</translation>
    </message>
    <message>
        <source>Write the format&apos;s name first: text=review, label=stars.</source>
        <translation>先写格式中的名称：text=review, label=stars。</translation>
    </message>
    <message>
        <source>[read_records] no temporary file can be made: {0}</source>
        <translation>[read_records] 无法建立临时文件：{0}</translation>
    </message>
    <message>
        <source>Check the temporary folder (TMPDIR).</source>
        <translation>请检查临时文件夹（TMPDIR）。</translation>
    </message>
    <message>
        <source>[read_records] the temporary folder cannot hold the unpacked file: {0}</source>
        <translation>[read_records] 临时文件夹放不下解压后的文件：{0}</translation>
    </message>
    <message>
        <source>Make room there, or unpack the file yourself.</source>
        <translation>请在那里腾出空间，或自行解压文件。</translation>
    </message>
    <message>
        <source>[read_records] {0}: the gzip file is damaged: {1}</source>
        <translation>[read_records] {0}：gzip 文件已损坏：{1}</translation>
    </message>
    <message>
        <source>Fetch or pack it again.</source>
        <translation>请重新获取或重新压缩。</translation>
    </message>
    <message>
        <source>[read_records] this system cannot convert {0} to UTF-8</source>
        <translation>[read_records] 本系统无法把 {0} 转换为 UTF-8</translation>
    </message>
    <message>
        <source>Save the file again as UTF-8.</source>
        <translation>请把文件另存为 UTF-8。</translation>
    </message>
    <message>
        <source>the file is packed with gzip and was unpacked</source>
        <translation>文件用 gzip 压缩，已解压</translation>
    </message>
    <message>
        <source>the file is in {0}, not UTF-8, and was converted</source>
        <translation>文件的编码是 {0} 而不是 UTF-8，已转换</translation>
    </message>
    <message>
        <source>{0} places could not be converted and read as U+FFFD</source>
        <translation>有 {0} 处无法转换，按 U+FFFD 读取</translation>
    </message>
    <message>
        <source>[edit] {0}: only JSON and JSON Lines files in UTF-8 can be edited</source>
        <translation>[edit] {0}：只能编辑 UTF-8 的 JSON 和 JSON Lines 文件</translation>
    </message>
    <message>
        <source>Save the records under another name that ends in .jsonl, and edit those.</source>
        <translation>请把样本另存为以 .jsonl 结尾的文件，再编辑该文件。</translation>
    </message>
    <message>
        <source>[save] {0}: records are written as .json or .jsonl</source>
        <translation>[save] {0}：样本只写成 .json 或 .jsonl</translation>
    </message>
    <message>
        <source>Choose a name that ends in .jsonl.</source>
        <translation>请选择以 .jsonl 结尾的名称。</translation>
    </message>
    <message>
        <source>has a quote that is not closed</source>
        <translation>有一个没有闭合的引号</translation>
    </message>
    <message>
        <source>has text behind a closing quote; a quote inside a field is written twice</source>
        <translation>闭合引号之后还有文字；字段内的引号要写两次</translation>
    </message>
    <message>
        <source>has {0} fields, the header names {1}</source>
        <translation>有 {0} 个字段，而表头有 {1} 个</translation>
    </message>
    <message>
        <source>its columns are divided by {0}</source>
        <translation>各列以 {0} 分隔</translation>
    </message>
    <message>
        <source>[read_records] {0}, line {1}: {2}</source>
        <translation>[read_records] {0}，第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>The first row must name each column once, such as text,label.</source>
        <translation>第一行必须给每一列一个不同的名称，例如 text,label。</translation>
    </message>
    <message>
        <source>the header has a quote that is not closed</source>
        <translation>表头有一个没有闭合的引号</translation>
    </message>
    <message>
        <source>column {0} of the header has no name</source>
        <translation>表头的第 {0} 列没有名称</translation>
    </message>
    <message>
        <source>the header names the column {0} twice</source>
        <translation>表头中列名 {0} 出现两次</translation>
    </message>
    <message>
        <source>is the same as {0}</source>
        <translation>与{0}相同</translation>
    </message>
    <message>
        <source>is the same text as {0}, but the label differs</source>
        <translation>与{0}文本相同，但标签不同</translation>
    </message>
    <message>
        <source>asks the same as {0}, but the answer differs</source>
        <translation>与{0}的提问相同，但回答不同</translation>
    </message>
    <message>
        <source>the whole file is one record</source>
        <translation>整个文件是一条样本</translation>
    </message>
    <message>
        <source>each line is a record</source>
        <translation>每一行是一条样本</translation>
    </message>
    <message>
        <source>each block between blank lines is a record</source>
        <translation>空行之间的每个段落是一条样本</translation>
    </message>
    <message>
        <source>[read_records] {0}: this program is built without Parquet</source>
        <translation>[read_records] {0}：本程序构建时未包含 Parquet</translation>
    </message>
    <message>
        <source>Convert the file to JSON Lines or CSV.</source>
        <translation>请把文件转换为 JSON Lines 或 CSV。</translation>
    </message>
    <message>
        <source>{0} further findings are counted but not listed</source>
        <translation>另有 {0} 项发现只计数，不列出</translation>
    </message>
    <message>
        <source>[dataset_info] {0}, set {1}: {2}</source>
        <translation>[dataset_info] {0}，数据集 {1}：{2}</translation>
    </message>
    <message>
        <source>Mend the entry; LLaMA-Factory&apos;s manual describes it.</source>
        <translation>请改正该条目；写法见 LLaMA-Factory 的手册。</translation>
    </message>
    <message>
        <source>{0} must be text</source>
        <translation>{0} 必须是文本</translation>
    </message>
    <message>
        <source>it is kept at {0} and not here</source>
        <translation>它保存在 {0}，不在本机</translation>
    </message>
    <message>
        <source>it is made by a script, which is never run</source>
        <translation>它由脚本生成，而脚本从不运行</translation>
    </message>
    <message>
        <source>formatting &quot;{0}&quot; is not alpaca, sharegpt or openai</source>
        <translation>formatting“{0}”不是 alpaca、sharegpt 或 openai</translation>
    </message>
    <message>
        <source>tags must name role_tag and content_tag</source>
        <translation>tags 必须写明 role_tag 和 content_tag</translation>
    </message>
    <message>
        <source>{0} of its entry is not followed: all records of the file are read</source>
        <translation>条目中的 {0} 不起作用：读取文件的全部样本</translation>
    </message>
    <message>
        <source>{0} of its records are not used</source>
        <translation>样本中的 {0} 不使用</translation>
    </message>
    <message>
        <source>the file must hold an object of named sets</source>
        <translation>文件必须是由命名数据集组成的对象</translation>
    </message>
    <message>
        <source>[dataset_info] {0} has no set &quot;{1}&quot;</source>
        <translation>[dataset_info] {0} 中没有数据集“{1}”</translation>
    </message>
    <message>
        <source>Sets with a file of their own: {0}.</source>
        <translation>有本地文件的数据集：{0}。</translation>
    </message>
    <message>
        <source>[dataset_info] set {0}: {1}</source>
        <translation>[dataset_info] 数据集 {0}：{1}</translation>
    </message>
    <message>
        <source>Fetch its file yourself and open that.</source>
        <translation>请自行获取它的文件，再打开。</translation>
    </message>
    <message>
        <source>[dataset_info] set {0}: the file name {1} leads out of the folder</source>
        <translation>[dataset_info] 数据集 {0}：文件名 {1} 指向文件夹之外</translation>
    </message>
    <message>
        <source>Put the file beside dataset_info.json.</source>
        <translation>请把文件放在 dataset_info.json 旁边。</translation>
    </message>
    <message>
        <source>[generate] a beam search draws nothing, but the temperature is {0}</source>
        <translation>[generate] 束搜索不做抽样,但温度是 {0}</translation>
    </message>
    <message>
        <source>Set temperature to 0 or num_beams to 1.</source>
        <translation>请将 temperature 设为 0,或将 num_beams 设为 1。</translation>
    </message>
    <message>
        <source>[generate] {0} answers are asked of {1} beams</source>
        <translation>[generate] 要求 {0} 个回答,但只有 {1} 个束</translation>
    </message>
    <message>
        <source>Raise num_beams or lower num_return_sequences.</source>
        <translation>请增大 num_beams 或减小 num_return_sequences。</translation>
    </message>
    <message>
        <source>[open_demo] {0}: the demo&apos;s model is not there</source>
        <translation>[open_demo] {0}：演示用的模型不在那里</translation>
    </message>
    <message>
        <source>Put the resources folder of this Lathe beside the program again.</source>
        <translation>请把本程序的 resources 文件夹放回程序旁边。</translation>
    </message>
    <message>
        <source>Choose a .json, .jsonl, .csv, .tsv, .parquet, .txt or .md file.</source>
        <translation>请选择 .json、.jsonl、.csv、.tsv、.parquet、.txt 或 .md 文件。</translation>
    </message>
    <message>
        <source>the file is Parquet and was converted</source>
        <translation>文件是 Parquet 格式，已转换</translation>
    </message>
    <message>
        <source>columns that have no JSON form are left out: {0}</source>
        <translation>没有 JSON 形式的列已略去：{0}</translation>
    </message>
    <message>
        <source>[read_records] {0}: the Parquet file cannot be read: {1}</source>
        <translation>[read_records] {0}：无法读取 Parquet 文件：{1}</translation>
    </message>
    <message>
        <source>Write it again, or convert it to JSON Lines.</source>
        <translation>请重新写出该文件，或转换为 JSON Lines。</translation>
    </message>
    <message>
        <source>[encode] a text of {0} bytes is longer than 4 GiB</source>
        <translation>[encode] 文本有 {0} 字节，超过 4 GiB</translation>
    </message>
    <message>
        <source>Cut it into several records.</source>
        <translation>请把它拆成多条记录。</translation>
    </message>
    <message>
        <source>the file is not valid UTF-8 at byte {0}</source>
        <translation>文件在第 {0} 字节处不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>the token &quot;{0}&quot; that is put around the text is not in the vocabulary</source>
        <translation>加在文本前后的词元“{0}”不在词表中</translation>
    </message>
    <message>
        <source>the token &quot;{0}&quot; stands twice</source>
        <translation>词元“{0}”出现了两次</translation>
    </message>
    <message>
        <source>the token &quot;{0}&quot; is missing</source>
        <translation>缺少词元“{0}”</translation>
    </message>
    <message>
        <source>the token for unknown text, &quot;{0}&quot;, is not in it</source>
        <translation>表示未知文本的词元“{0}”不在词表中</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; has an id that cannot be</source>
        <translation>“{0}”的编号不可能存在</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be a token and its id</source>
        <translation>“{0}”必须是一个词元及其编号</translation>
    </message>
    <message>
        <source>Use a model whose tokenizer is made of the usual parts, as those of Qwen, Llama, GPT-2, BERT and T5 are.</source>
        <translation>请使用由常见部件组成分词器的模型，如 Qwen、Llama、GPT-2、BERT 和 T5。</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is neither a text nor a regular expression</source>
        <translation>“{0}”既不是文本，也不是正则表达式</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be one character</source>
        <translation>“{0}”必须是一个字符</translation>
    </message>
    <message>
        <source>an entry of &quot;vocab&quot; is not a piece with its score</source>
        <translation>“vocab”中有一项不是词片及其分数</translation>
    </message>
    <message>
        <source>the token for unknown text, {0}, is not in it</source>
        <translation>表示未知文本的词元 {0} 不在词表中</translation>
    </message>
    <message>
        <source>[encode] the tokenizer has no token for &quot;{0}&quot; and none for unknown text</source>
        <translation>[encode] 分词器没有“{0}”对应的词元，也没有表示未知文本的词元</translation>
    </message>
    <message>
        <source>Leave the character out or use another model.</source>
        <translation>请去掉这个字符，或换用别的模型。</translation>
    </message>
    <message>
        <source>&quot;precompiled_charsmap&quot; is damaged</source>
        <translation>“precompiled_charsmap”已损坏</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is empty</source>
        <translation>“{0}”为空</translation>
    </message>
    <message>
        <source>Split has an empty pattern</source>
        <translation>Split 的模式为空</translation>
    </message>
    <message>
        <source>Replace has an empty pattern</source>
        <translation>Replace 的模式为空</translation>
    </message>
    <message>
        <source>[load_tokenizer] {0}: the folder has no tokenizer.json, tokenizer.model, vocab.json with merges.txt, or vocab.txt</source>
        <translation>[load_tokenizer] {0}：文件夹中没有 tokenizer.json、tokenizer.model、vocab.json 与 merges.txt，也没有 vocab.txt</translation>
    </message>
    <message>
        <source>is &quot;{0}&quot;, which is not known. {1}</source>
        <translation>是“{0}”，没有这个选项。{1}</translation>
    </message>
    <message>
        <source>[dataset_info] {0} names {1} sets; data.entry says which one to read</source>
        <translation>[dataset_info] {0} 中有 {1} 个数据集；用 data.entry 指明要读取哪一个</translation>
    </message>
    <message>
        <source>[dataset_info] {0} has a set &quot;{1}&quot; already</source>
        <translation>[dataset_info] {0} 中已有名为“{1}”的数据集</translation>
    </message>
    <message>
        <source>Choose another name, or take that set out of the file.</source>
        <translation>请换一个名称，或从文件中删去该数据集。</translation>
    </message>
    <message>
        <source>Reading the records</source>
        <translation>正在读取样本</translation>
    </message>
    <message>
        <source>LLaMA-Factory&apos;s list of sets</source>
        <translation>LLaMA-Factory 的数据集列表</translation>
    </message>
    <message>
        <source>told by the file&apos;s name</source>
        <translation>由文件名得知</translation>
    </message>
    <message>
        <source>its file {0} is not there</source>
        <translation>它的文件 {0} 不存在</translation>
    </message>
    <message>
        <source>set {0}: {1}</source>
        <translation>数据集 {0}：{1}</translation>
    </message>
    <message>
        <source>the records have more than {0} different members; the first are listed</source>
        <translation>样本中的不同成员超过 {0} 个；只列出最先出现的</translation>
    </message>
    <message>
        <source>[info] {0} {1}</source>
        <translation>[info] {0} {1}</translation>
    </message>
    <message>
        <source>is a checkpoint of a run</source>
        <translation>是某次训练的检查点</translation>
    </message>
    <message>
        <source>Name the run&apos;s folder: {0}.</source>
        <translation>请指定该次训练的文件夹：{0}。</translation>
    </message>
    <message>
        <source>is a workspace, which holds runs and sets</source>
        <translation>是一个工作区，里面存放训练和数据集</translation>
    </message>
    <message>
        <source>Name one of the folders in {0}.</source>
        <translation>请指定 {0} 中的某个文件夹。</translation>
    </message>
    <message>
        <source>holds the settings of a run that has not begun</source>
        <translation>存放的是一次尚未开始的训练的设置</translation>
    </message>
    <message>
        <source>Begin it with: {0}</source>
        <translation>用此命令开始：{0}</translation>
    </message>
    <message>
        <source>is a folder with files of records</source>
        <translation>是一个含有样本文件的文件夹</translation>
    </message>
    <message>
        <source>Name one of its files.</source>
        <translation>请指定其中的某个文件。</translation>
    </message>
    <message>
        <source>is a folder without config.json, adapter_config.json or run.json: neither a model nor an adapter nor a run</source>
        <translation>文件夹中没有 config.json、adapter_config.json 或 run.json：既不是模型，也不是适配器或训练</translation>
    </message>
    <message>
        <source>Name a model, adapter or run folder, or a file of records.</source>
        <translation>请指定模型、适配器或训练的文件夹，或一个样本文件。</translation>
    </message>
    <message>
        <source>Name the folder that it lies in: {0}.</source>
        <translation>请指定它所在的文件夹：{0}。</translation>
    </message>
    <message>
        <source>holds weights alone</source>
        <translation>只含有权重</translation>
    </message>
    <message>
        <source>is a GGUF file, which Lathe does not read</source>
        <translation>是 GGUF 文件，Lathe 不读取这种文件</translation>
    </message>
    <message>
        <source>Take the model&apos;s folder in Hugging Face layout.</source>
        <translation>请使用 Hugging Face 格式的模型文件夹。</translation>
    </message>
    <message>
        <source>is a tokenizer</source>
        <translation>是分词器</translation>
    </message>
    <message>
        <source>[info] {0}: there is no such file or folder</source>
        <translation>[info] {0}：没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>is neither a file nor a folder</source>
        <translation>既不是文件也不是文件夹</translation>
    </message>
    <message>
        <source>[classify] {0}: neither the adapter nor its model holds {1}, which the labels are told by</source>
        <translation>[classify] {0}：适配器和它的模型都没有判断标签所需的 {1}</translation>
    </message>
    <message>
        <source>Telling labels</source>
        <translation>正在判断标签</translation>
    </message>
    <message>
        <source>[classify] {0} holds {1}; labels are told of texts</source>
        <translation>[classify] {0} 中是{1}；标签只能针对文本判断</translation>
    </message>
    <message>
        <source>Name the member that is the text: --set columns=text=NAME.</source>
        <translation>请指明哪个成员是文本：--set columns=text=名称。</translation>
    </message>
    <message>
        <source>holds no token: there is nothing to tell a label by</source>
        <translation>不含任何词元：没有可以判断标签的内容</translation>
    </message>
    <message>
        <source>the model does not know the label &quot;{0}&quot;; the text is not counted</source>
        <translation>模型不认识标签“{0}”；该文本不计入</translation>
    </message>
    <message>
        <source>[classify] there is no text</source>
        <translation>[classify] 没有文本</translation>
    </message>
    <message>
        <source>Give at least one text, or a file of texts.</source>
        <translation>请至少给出一条文本，或一个文本文件。</translation>
    </message>
    <message>
        <source>rank {0}, alpha {1}, on {2}</source>
        <translation>秩 {0}，alpha {1}，作用于 {2}</translation>
    </message>
    <message>
        <source>the model {0} is not there</source>
        <translation>模型 {0} 不存在</translation>
    </message>
    <message>
        <source>[generate] {0} tells the labels of texts ({1}) and writes no answers</source>
        <translation>[generate] {0} 判断文本的标签（{1}），不写回答</translation>
    </message>
    <message>
        <source>Ask for labels with: {0}</source>
        <translation>用此命令查询标签：{0}</translation>
    </message>
    <message>
        <source>{0} steps were skipped, because a number was not finite</source>
        <translation>有 {0} 步因数值不是有限数而被跳过</translation>
    </message>
    <message>
        <source>holds no step, although the run has ended</source>
        <translation>训练已结束，但其中没有任何一步</translation>
    </message>
    <message>
        <source>a checkpoint is not whole: {0}</source>
        <translation>有检查点不完整：{0}</translation>
    </message>
    <message>
        <source>is missing, although the run has ended</source>
        <translation>训练已结束，但缺少它</translation>
    </message>
    <message>
        <source>the model is there no longer</source>
        <translation>模型已不在那里</translation>
    </message>
    <message>
        <source>Reading the model&apos;s weights</source>
        <translation>正在读取模型的权重</translation>
    </message>
    <message>
        <source>the model&apos;s weights have changed since the run began</source>
        <translation>训练开始以来，模型的权重已改变</translation>
    </message>
    <message>
        <source>the evaluation records are there no longer</source>
        <translation>评估样本已不在那里</translation>
    </message>
    <message>
        <source>the records are there no longer</source>
        <translation>样本已不在那里</translation>
    </message>
    <message>
        <source>the records have changed since the run began</source>
        <translation>训练开始以来，样本已改变</translation>
    </message>
    <message>
        <source>Asked again and again, from the first held-out records: {0}; samples.prompts chooses others, [] none</source>
        <translation>训练中反复提问，取自最前面的留出样本：{0}；用 samples.prompts 选择其他问题，[] 表示不提问</translation>
    </message>
    <message>
        <source>Asked again and again, from the first records: {0}; samples.prompts chooses others, [] none</source>
        <translation>训练中反复提问，取自最前面的样本：{0}；用 samples.prompts 选择其他问题，[] 表示不提问</translation>
    </message>
    <message>
        <source>[classify] {0} was trained to tell a number (regression), which has no labels</source>
        <translation>[classify] {0} 训练用于给出一个数值（回归），没有标签</translation>
    </message>
    <message>
        <source>Choose a model with labels.</source>
        <translation>请选择带有标签的模型。</translation>
    </message>
    <message>
        <source>[classify] this model has no labels: it writes answers</source>
        <translation>[classify] 该模型没有标签：它写回答</translation>
    </message>
    <message>
        <source>Ask it with lathe generate, or train it with objective.kind=classification.</source>
        <translation>请用 lathe generate 向它提问，或用 objective.kind=classification 训练它。</translation>
    </message>
    <message>
        <source>A file of records (.json, .jsonl, .csv, .tsv, .parquet) or of texts (.txt, .md), also packed as .gz, or LLaMA-Factory&apos;s dataset_info.json; the format of the records is detected.</source>
        <translation>样本文件（.json、.jsonl、.csv、.tsv、.parquet）或文本文件（.txt、.md），也可以是 .gz 压缩文件，或 LLaMA-Factory 的 dataset_info.json；样本格式自动识别。</translation>
    </message>
    <message>
        <source>Choose another folder; the workspace is a good one.</source>
        <translation>请选择其他文件夹，例如工作区。</translation>
    </message>
    <message>
        <source>[save_template] {0}: this is a model&apos;s folder, and its files are never changed</source>
        <translation>[save_template] {0}：这是模型的文件夹，其中的文件从不改动</translation>
    </message>
    <message>
        <source>[save_template] {0}: the templates that come with Lathe are never changed</source>
        <translation>[save_template] {0}：Lathe 自带的模板从不改动</translation>
    </message>
    <message>
        <source>[save_template] {0}: another program has changed this file since it was read</source>
        <translation>[save_template] {0}：读取之后，其他程序改动了此文件</translation>
    </message>
    <message>
        <source>Save under another name, or write over it.</source>
        <translation>请用其他名称保存，或覆盖它。</translation>
    </message>
    <message>
        <source>[save_template] {0}: the name of a template file ends in .jinja</source>
        <translation>[save_template] {0}：模板文件的名称须以 .jinja 结尾</translation>
    </message>
    <message>
        <source>Add .jinja to the name.</source>
        <translation>请在名称后加上 .jinja。</translation>
    </message>
    <message>
        <source>the model has a second template for conversations with tools; a file takes the place of both</source>
        <translation>该模型还有一个用于带工具对话的模板；使用文件将同时取代这两个</translation>
    </message>
    <message>
        <source>what the model is asked is not the beginning of what it learns from: its answers would begin elsewhere than those it was trained on</source>
        <translation>向模型提问的文本不是它所学文本的开头：它回答的起点会与训练时不同</translation>
    </message>
    <message>
        <source>the end mark {0} is no token of this model: it is spelled in several, and none of them stops an answer</source>
        <translation>结束标记 {0} 不是该模型的一个词元：它被拆成几个词元，其中没有一个会让回答停下</translation>
    </message>
    <message>
        <source>the last answer has no end mark that is learned: the model would not learn when to stop</source>
        <translation>最后一个回答没有要学习的结束标记：模型学不会何时停下</translation>
    </message>
    <message>
        <source>the text has {0} begin marks; the model wants one</source>
        <translation>文本有 {0} 个起始标记；该模型只需要一个</translation>
    </message>
    <message>
        <source>{0} tokens are more than the longest record may have ({1}): in training it is cut or left out</source>
        <translation>{0} 个词元超过最长样本的限制（{1}）：训练时会被截断或不使用</translation>
    </message>
    <message>
        <source>no token of this record would be learned</source>
        <translation>这条样本没有任何词元会被学习</translation>
    </message>
    <message>
        <source>records of this kind are learned without a template</source>
        <translation>这类样本学习时不使用模板</translation>
    </message>
    <message>
        <source>[load_tokenizer] vocab.json: neither tokenizer_config.json names a tokenizer_class nor config.json a model_type</source>
        <translation>[load_tokenizer] vocab.json：tokenizer_config.json 未写明 tokenizer_class，config.json 也未写明 model_type</translation>
    </message>
    <message>
        <source>Fetch tokenizer_config.json and config.json from where the model came from.</source>
        <translation>请从模型的来源处获取 tokenizer_config.json 和 config.json。</translation>
    </message>
    <message>
        <source>[generate] an answer of at least {0} tokens (min_new_tokens) and at most {1} (max_new_tokens) cannot be</source>
        <translation>[generate] 回答不可能既至少有 {0} 个词元（min_new_tokens），又至多有 {1} 个（max_new_tokens）</translation>
    </message>
    <message>
        <source>Raise max_new_tokens or lower min_new_tokens.</source>
        <translation>请调大 max_new_tokens 或调小 min_new_tokens。</translation>
    </message>
    <message>
        <source>[generate] at token {0} of the answer the model&apos;s logits are not finite numbers</source>
        <translation>[generate] 在回答的第 {0} 个词元处，模型的 logits 不是有限数</translation>
    </message>
    <message>
        <source>The weights are damaged or overflow: try another checkpoint, or a compute type with more range such as float32.</source>
        <translation>权重已损坏或发生溢出：请换一个检查点，或改用范围更大的计算类型，例如 float32。</translation>
    </message>
    <message>
        <source>[generate] at token {0} of the answer the settings leave no token that may be chosen</source>
        <translation>[generate] 在回答的第 {0} 个词元处，按当前设置已没有可选的词元</translation>
    </message>
    <message>
        <source>Raise no_repeat_ngram_size or set it to 0, lower min_new_tokens or max_new_tokens, or raise a temperature that is almost 0.</source>
        <translation>请调大 no_repeat_ngram_size 或设为 0，调小 min_new_tokens 或 max_new_tokens，或调高接近 0 的温度。</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; of the rotary positions is missing</source>
        <translation>旋转位置编码缺少“{0}”</translation>
    </message>
    <message>
        <source>Attention is computed the plain way: the card&apos;s fast kernel takes 16-bit numbers (bf16) and head widths in steps of 8 up to 256. Long records need much memory.</source>
        <translation>注意力以普通方式计算：显卡的快速内核只支持 16 位数（bf16）以及不超过 256 且为 8 的倍数的头宽度。长记录会占用大量内存。</translation>
    </message>
    <message>
        <source>its entry is faulty</source>
        <translation>它的条目有误</translation>
    </message>
    <message>
        <source>the processor (CPU), one thread</source>
        <translation>处理器（CPU），一个线程</translation>
    </message>
    <message>
        <source>the processor (CPU), {0} threads</source>
        <translation>处理器（CPU），{0} 个线程</translation>
    </message>
    <message>
        <source>Starting on {0}: {1} steps</source>
        <translation>在{0}上开始：{1} 步</translation>
    </message>
    <message>
        <source>Going on at step {0} of {1} on {2}</source>
        <translation>在{2}上从第 {0} 步（共 {1} 步）继续</translation>
    </message>
    <message>
        <source>[dataset_info] {0}: &quot;{1}&quot;: {2}</source>
        <translation>[dataset_info] {0}：“{1}”：{2}</translation>
    </message>
    <message>
        <source>[load_model] the tokenizer gives the second text of a pair the type {0}, but the model has only {1} (type_vocab_size)</source>
        <translation>[load_model] 分词器给句对的第二段文本的类型是 {0}，但模型只有 {1} 种（type_vocab_size）</translation>
    </message>
    <message>
        <source>Use single texts with this model, or the tokenizer that came with it.</source>
        <translation>请在此模型上使用单段文本，或使用它自带的分词器。</translation>
    </message>
    <message>
        <source>[resume] no run folder is named</source>
        <translation>[resume] 没有指定运行文件夹</translation>
    </message>
    <message>
        <source>Name the folder of the run that shall go on.</source>
        <translation>请指定要继续的运行的文件夹。</translation>
    </message>
    <message>
        <source>[logits] {0}: this model tells classes apart or reads texts; it has no logits of tokens</source>
        <translation>[logits] {0}：此模型用于区分类别或阅读文本，没有词元的 logits</translation>
    </message>
    <message>
        <source>Choose a causal language model.</source>
        <translation>请选择因果语言模型。</translation>
    </message>
    <message>
        <source>[logits] {0} token ids are more than the {1} positions that the model has</source>
        <translation>[logits] {0} 个词元编号超过了模型的 {1} 个位置</translation>
    </message>
    <message>
        <source>Give at most {0}.</source>
        <translation>最多给出 {0} 个。</translation>
    </message>
    <message>
        <source>best is the last: no evaluation gave a finite loss</source>
        <translation>最佳即最后：没有一次评估得到有限的损失</translation>
    </message>
    <message>
        <source>The folder brings code of its own (auto_map in config.json), which is never run: it is read as a plain {0} model.</source>
        <translation>文件夹自带代码（config.json 中的 auto_map），这些代码从不运行：按普通的 {0} 模型读取。</translation>
    </message>
    <message>
        <source>It brings code of its own, which is never run. Choose a model of one of these: {0}.</source>
        <translation>它自带代码，这些代码从不运行。请选择以下之一的模型：{0}。</translation>
    </message>
    <message>
        <source>is not a setting; the nearest one is &quot;{0}&quot; (those of the method begin with peft, as peft.rank)</source>
        <translation>不是一项设置；最接近的是“{0}”（方法自身的设置以 peft 开头，例如 peft.rank）</translation>
    </message>
    <message>
        <source>Set objective.kind to {0}, or choose other records.</source>
        <translation>将 objective.kind 设为 {0}，或选择其他记录。</translation>
    </message>
    <message>
        <source>This Lathe reads, checks and converts such records, but has no objective that learns from them yet; choose other records.</source>
        <translation>此版本的 Lathe 能读取、检查和转换这类记录，但还没有能从中学习的训练目标；请选择其他记录。</translation>
    </message>
    <message>
        <source>{0} records are left out ({1} too long, {2} empty, {3} unreadable, {4} without a token to learn); data_report.json names each.</source>
        <translation>{0} 条记录未被使用（{1} 条过长，{2} 条为空，{3} 条无法读取，{4} 条没有可学习的词元）；data_report.json 列出了每一条。</translation>
    </message>
    <message>
        <source>has more than {0} values</source>
        <translation>的值超过 {0} 个</translation>
    </message>
    <message>
        <source>[read_json] {0}: more than the {1} values allowed here</source>
        <translation>[read_json] {0}：值的个数超过此处允许的 {1} 个</translation>
    </message>
</context>
</TS>
