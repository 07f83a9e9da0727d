<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>TemplateSample</name>
    <message>
        <source>You answer in one sentence.</source>
        <translation>你用一句话回答。</translation>
    </message>
    <message>
        <source>What is a lathe?</source>
        <translation>车床是什么？</translation>
    </message>
    <message>
        <source>A machine that turns a piece of wood or metal while a tool shapes it.</source>
        <translation>一种让木料或金属旋转、由刀具加工成形的机器。</translation>
    </message>
    <message>
        <source>Who works at it?</source>
        <translation>谁操作它？</translation>
    </message>
    <message>
        <source>A turner.</source>
        <translation>车工。</translation>
    </message>
    <message>
        <source>Thank you!</source>
        <translation>谢谢！</translation>
    </message>
    <message>
        <source>You are welcome.</source>
        <translation>不客气。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The machine cannot be kept awake: no desktop service answers (D-Bus). Switch off sleep by hand for long runs.</source>
        <translation>无法让机器保持唤醒：没有桌面服务应答（D-Bus）。长时间训练请手动关闭休眠。</translation>
    </message>
    <message>
        <source>The machine cannot be kept awake: {0}. Switch off sleep by hand for long runs.</source>
        <translation>无法让机器保持唤醒：{0}。长时间训练请手动关闭休眠。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::About</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>转到某一页</translation>
    </message>
    <message>
        <source>About Lathe</source>
        <translation>关于 Lathe</translation>
    </message>
    <message>
        <source>A studio that fine-tunes language models on your own machine. Free software under the GNU General Public License, version 3 or later. Nothing leaves this machine.</source>
        <translation>在自己的机器上微调语言模型的工作室。自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。任何内容都不会离开这台机器。</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>构建所用</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation>组成部分及其许可证</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Actions</name>
    <message>
        <source>&amp;New run…</source>
        <translation>新建训练任务(&amp;N)…</translation>
    </message>
    <message>
        <source>Choose a model, records and a method, and train.</source>
        <translation>选择模型、样本和方法，然后训练。</translation>
    </message>
    <message>
        <source>Open &amp;model folder…</source>
        <translation>打开模型文件夹(&amp;M)…</translation>
    </message>
    <message>
        <source>Choose a Hugging Face model folder on this machine.</source>
        <translation>选择这台机器上的 Hugging Face 模型文件夹。</translation>
    </message>
    <message>
        <source>&amp;Open records…</source>
        <translation>打开样本(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>打开演示(&amp;D)</translation>
    </message>
    <message>
        <source>Open the small model and the records that Lathe brings along.</source>
        <translation>打开 Lathe 自带的小模型和样本。</translation>
    </message>
    <message>
        <source>&amp;Save over the original</source>
        <translation>覆盖原文件保存(&amp;S)</translation>
    </message>
    <message>
        <source>Write the edited records over the file they came from.</source>
        <translation>把编辑过的样本写回它们来自的文件。</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Write the edited records to another file.</source>
        <translation>把编辑过的样本写到另一个文件。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the studio.</source>
        <translation>关闭工作室。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last edit.</source>
        <translation>撤回最后一次编辑。</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do the edit again that was taken back.</source>
        <translation>再次执行撤回的编辑。</translation>
    </message>
    <message>
        <source>&amp;Add a record</source>
        <translation>添加样本(&amp;A)</translation>
    </message>
    <message>
        <source>Put an empty record after the chosen one.</source>
        <translation>在选中的样本之后放一条空样本。</translation>
    </message>
    <message>
        <source>D&amp;uplicate the record</source>
        <translation>复制样本(&amp;U)</translation>
    </message>
    <message>
        <source>Put a copy after the chosen record.</source>
        <translation>在选中的样本之后放一份副本。</translation>
    </message>
    <message>
        <source>&amp;Delete the record</source>
        <translation>删除样本(&amp;D)</translation>
    </message>
    <message>
        <source>Remove the chosen record; undo brings it back.</source>
        <translation>移除选中的样本；撤销可以恢复。</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Search the records for words, or for a /regular expression/.</source>
        <translation>在样本中搜索文字或 /正则表达式/。</translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation>首选项(&amp;P)</translation>
    </message>
    <message>
        <source>Language, looks, workspace and device.</source>
        <translation>语言、外观、工作区和设备。</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>Fill the whole screen, or go back.</source>
        <translation>占满整个屏幕，或恢复。</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation>浅底深字。</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation>深底浅字。</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is set.</source>
        <translation>按桌面设置使用浅色或深色。</translation>
    </message>
    <message>
        <source>Show the studio in English.</source>
        <translation>用英文显示工作室。</translation>
    </message>
    <message>
        <source>Show the studio in Simplified Chinese.</source>
        <translation>用简体中文显示工作室。</translation>
    </message>
    <message>
        <source>Language of the s&amp;ystem</source>
        <translation>系统语言(&amp;Y)</translation>
    </message>
    <message>
        <source>Show the studio in the language of the desktop.</source>
        <translation>按桌面的语言显示工作室。</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Start the run that the wizard describes.</source>
        <translation>开始向导所描述的训练任务。</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Save everything and free the device; the run goes on later exactly where it was.</source>
        <translation>保存全部状态并释放设备；之后从原处继续。</translation>
    </message>
    <message>
        <source>Save a &amp;checkpoint now</source>
        <translation>立即保存检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Write a checkpoint after the step that is being done.</source>
        <translation>完成当前这一步后写一个检查点。</translation>
    </message>
    <message>
        <source>S&amp;top and save</source>
        <translation>停止并保存(&amp;T)</translation>
    </message>
    <message>
        <source>End the run after this step and keep what it has learned.</source>
        <translation>这一步之后结束训练，并保留已学到的内容。</translation>
    </message>
    <message>
        <source>&amp;Check the records</source>
        <translation>检查样本(&amp;C)</translation>
    </message>
    <message>
        <source>Go through the whole set: lengths, empty and double records, what would be learned.</source>
        <translation>检查整个集合：长度、空样本和重复样本、会学习什么。</translation>
    </message>
    <message>
        <source>Open the &amp;workspace folder</source>
        <translation>打开工作区文件夹(&amp;W)</translation>
    </message>
    <message>
        <source>Show the folder with your runs and edits in the file manager.</source>
        <translation>在文件管理器中显示存放训练任务和编辑的文件夹。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>All keys on one page.</source>
        <translation>所有按键列在一页上。</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>这是什么(&amp;W)？</translation>
    </message>
    <message>
        <source>Click a setting to read what it means.</source>
        <translation>点击一项设置，阅读它的含义。</translation>
    </message>
    <message>
        <source>&amp;About Lathe</source>
        <translation>关于 Lathe(&amp;A)</translation>
    </message>
    <message>
        <source>Versions and licences.</source>
        <translation>版本和许可证。</translation>
    </message>
    <message>
        <source>Not available: nothing is being trained.</source>
        <translation>不可用：没有正在进行的训练。</translation>
    </message>
    <message>
        <source>Not available: the run is just starting or ending.</source>
        <translation>不可用：训练任务正在开始或结束。</translation>
    </message>
    <message>
        <source>Not available: no records are open.</source>
        <translation>不可用：没有打开样本。</translation>
    </message>
    <message>
        <source>Not available: no record is chosen.</source>
        <translation>不可用：没有选中样本。</translation>
    </message>
    <message>
        <source>Not available: there is no edit to take back.</source>
        <translation>不可用：没有可以撤回的编辑。</translation>
    </message>
    <message>
        <source>Not available: nothing was taken back.</source>
        <translation>不可用：没有撤回过编辑。</translation>
    </message>
    <message>
        <source>Not available: nothing was changed.</source>
        <translation>不可用：没有任何改动。</translation>
    </message>
    <message>
        <source>Not available: choose a model folder first; its tokenizer counts.</source>
        <translation>不可用：请先选择模型文件夹；计数要用它的分词器。</translation>
    </message>
    <message>
        <source>Not available: another run is going on.</source>
        <translation>不可用：另一个训练任务正在进行。</translation>
    </message>
    <message>
        <source>Not available: the wizard on the Train page says what is missing.</source>
        <translation>不可用：训练页的向导说明了还缺什么。</translation>
    </message>
    <message>
        <source>Not available: another Lathe has the workspace open, so records can only be read here.</source>
        <translation>不可用：工作区已被另一个 Lathe 打开，这里只能阅读记录。</translation>
    </message>
    <message>
        <source>Not available: records are edited on the Data page.</source>
        <translation>不可用：记录在“数据”页上编辑。</translation>
    </message>
    <message>
        <source>Not available: the records are being checked.</source>
        <translation>不可用：正在检查记录。</translation>
    </message>
    <message>
        <source>Not available: another Lathe has the workspace open.</source>
        <translation>不可用：工作区已被另一个 Lathe 打开。</translation>
    </message>
    <message>
        <source>Not available: the records are being saved.</source>
        <translation>不可用：正在保存记录。</translation>
    </message>
    <message>
        <source>Not available: the workspace is being opened.</source>
        <translation>不可用：正在打开工作区。</translation>
    </message>
    <message>
        <source>Not available: the workspace cannot be opened; choose another folder in the settings and start Lathe again.</source>
        <translation>不可用：无法打开工作区；请在设置中选择另一个文件夹，然后重新启动 Lathe。</translation>
    </message>
    <message>
        <source>Not available: only JSON and JSON Lines files in UTF-8 can be edited. Save the records as .jsonl and edit those.</source>
        <translation>不可用：只能编辑 UTF-8 的 JSON 和 JSON Lines 文件。请把样本另存为 .jsonl 后再编辑。</translation>
    </message>
    <message>
        <source>Not available: the edited records are being written.</source>
        <translation>暂不可用：正在写入编辑过的记录。</translation>
    </message>
    <message>
        <source>Open a file with records, of any kind that can be read.</source>
        <translation>打开一个记录文件，任何可读的类型都行。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>lathe::ui::AnswerPane</name>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Answer before training</source>
        <translation>训练前的回答</translation>
    </message>
    <message>
        <source>Answer after training</source>
        <translation>训练后的回答</translation>
    </message>
    <message>
        <source>Hash of the weights that spoke: %1</source>
        <translation>作答权重的哈希：%1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>mean log-prob %1</source>
        <translation>平均对数概率 %1</translation>
    </message>
    <message>
        <source>cut at the longest answer</source>
        <translation>到最长回答处截断</translation>
    </message>
    <message>
        <source>waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>speaking…</source>
        <translation>正在回答…</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>lathe::ui::CloseGuard</name>
    <message>
        <source>A run is going on</source>
        <translation>有训练任务正在进行</translation>
    </message>
    <message>
        <source>%1 is still training.</source>
        <translation>%1 仍在训练。</translation>
    </message>
    <message>
        <source>Save and stop writes what it has learned so far and then closes the window.</source>
        <translation>“保存并停止”会写下目前学到的内容，然后关闭窗口。</translation>
    </message>
    <message>
        <source>Save and stop</source>
        <translation>保存并停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>lathe::ui::CompareDesk</name>
    <message>
        <source>The run ended before it answered.</source>
        <translation>训练任务在回答之前就结束了。</translation>
    </message>
    <message>
        <source>Ask its result instead.</source>
        <translation>请改为向它的结果提问。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ComparePage</name>
    <message>
        <source>There is no result to compare yet. Train a run, or choose a model folder and an adapter.</source>
        <translation>还没有可以对比的结果。请先训练，或选择模型文件夹和适配器。</translation>
    </message>
    <message>
        <source>Choose them…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>对比的对象</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Seed, temperature and length of the answers; both sides use the same.</source>
        <translation>回答的种子、温度和长度；两边使用相同的设置。</translation>
    </message>
    <message>
        <source>Ask something. Return sends it, Shift+Return begins a new line.</source>
        <translation>问点什么。回车发送，Shift+回车换行。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>System line</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Ask the sample prompts</source>
        <translation>询问示例提示</translation>
    </message>
    <message>
        <source>Asked before</source>
        <translation>问过的问题</translation>
    </message>
    <message>
        <source>%1 · as it learns</source>
        <translation>%1 · 学习中</translation>
    </message>
    <message>
        <source>Other model and adapter…</source>
        <translation>其他模型和适配器…</translation>
    </message>
    <message>
        <source>Choose the base model&apos;s folder</source>
        <translation>选择基座模型的文件夹</translation>
    </message>
    <message>
        <source>Choose the adapter or the tuned model</source>
        <translation>选择适配器或微调后的模型</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>温度 %1</translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation>top-p %1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Choose what is compared first.</source>
        <translation>请先选择要对比的对象。</translation>
    </message>
    <message>
        <source>An answer is being given.</source>
        <translation>正在回答。</translation>
    </message>
    <message>
        <source>Type a prompt first.</source>
        <translation>请先输入提示。</translation>
    </message>
    <message>
        <source>answered between two steps of the run</source>
        <translation>在训练的两步之间回答</translation>
    </message>
    <message>
        <source>base and tuned model are loaded one after the other</source>
        <translation>先后加载基座模型和微调后的模型</translation>
    </message>
    <message>
        <source>waits until the run has ended</source>
        <translation>等训练结束后回答</translation>
    </message>
    <message>
        <source>one base in memory, the adapter switched off and on</source>
        <translation>内存中只有一个基座，适配器先关后开</translation>
    </message>
    <message>
        <source>%1 · best</source>
        <translation>%1 · 最佳</translation>
    </message>
    <message>
        <source>%1 · final</source>
        <translation>%1 · 最终</translation>
    </message>
    <message>
        <source>This run has no result yet: it was not trained to its end, nor stopped and saved.</source>
        <translation>这个训练任务还没有结果：既没有训练到底，也没有停止并保存。</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>正在回答</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ComparisonModel</name>
    <message>
        <source>asked</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>lathe::ui::DataPage</name>
    <message>
        <source>Open records…</source>
        <translation>打开样本…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Train on this</source>
        <translation>用它训练</translation>
    </message>
    <message>
        <source>Search records, or /regex/</source>
        <translation>搜索样本，或 /正则/</translation>
    </message>
    <message>
        <source>Search records</source>
        <translation>搜索样本</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>%1 records · %2 · %3</source>
        <translation>%1 条样本 · %2 · %3</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>显示 %1 条</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>Every record</source>
        <translation>每一条样本</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Records that the check names</source>
        <translation>检查指出的样本</translation>
    </message>
    <message>
        <source>No record is chosen</source>
        <translation>没有选中样本</translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>Save over the original</source>
        <translation>覆盖原文件保存</translation>
    </message>
    <message>
        <source>Write %1 records over %2?</source>
        <translation>把 %1 条样本写入并覆盖 %2？</translation>
    </message>
    <message>
        <source>The file as it was is replaced.</source>
        <translation>原来的文件内容将被替换。</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>覆盖保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save records as</source>
        <translation>样本另存为</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl);;JSON (*.json)</source>
        <translation>JSON Lines (*.jsonl);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Checking the records</source>
        <translation>正在检查记录</translation>
    </message>
    <message>
        <source>No records are open. Open a file, or drop one here: %1.</source>
        <translation>还没有打开记录。打开一个文件，或把文件拖到这里：%1。</translation>
    </message>
    <message>
        <source>What was typed for record %1 cannot be taken: %2</source>
        <translation>为记录 %1 键入的内容无法采用：%2</translation>
    </message>
    <message>
        <source>Correct it on the Data page, or discard it there.</source>
        <translation>请在“数据”页上改正或放弃。</translation>
    </message>
    <message>
        <source>Nothing was saved: other records were opened meanwhile.</source>
        <translation>没有保存：其间打开了其他记录。</translation>
    </message>
    <message>
        <source>Open the former ones again; their edits are kept.</source>
        <translation>请重新打开先前的记录；其中的修改仍然保留。</translation>
    </message>
    <message>
        <source>%1 records · %2</source>
        <translation>%1 条样本 · %2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::DataStep</name>
    <message>
        <source>Open records…</source>
        <translation>打开样本…</translation>
    </message>
    <message>
        <source>Other records…</source>
        <translation>其他样本…</translation>
    </message>
    <message>
        <source>Edit them</source>
        <translation>编辑它们</translation>
    </message>
    <message>
        <source>Preview of the records</source>
        <translation>样本预览</translation>
    </message>
    <message>
        <source>What the check says</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>All settings of the data</source>
        <translation>数据的全部设置</translation>
    </message>
    <message>
        <source>Choose a file with records to go on.</source>
        <translation>请选择样本文件后继续。</translation>
    </message>
    <message>
        <source>Checking the records…</source>
        <translation>正在检查样本…</translation>
    </message>
    <message>
        <source>Choose a model first; its tokenizer counts.</source>
        <translation>请先选择模型；计数要用它的分词器。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>%1, of which %2 can be used</source>
        <translation>%1，其中 %2 条可用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>%1, of which %2 are learned</source>
        <translation>%1，其中学习 %2</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>shortest %1, median %2, longest %3</source>
        <translation>最短 %1，中位 %2，最长 %3</translation>
    </message>
    <message>
        <source>Cut or left out</source>
        <translation>裁剪或舍去</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空样本</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Begin marks</source>
        <translation>起始标记</translation>
    </message>
    <message>
        <source>%1 records have one, %2 have several</source>
        <translation>%1 条样本有一个，%2 条有多个</translation>
    </message>
    <message>
        <source>Without an end mark</source>
        <translation>没有结束标记</translation>
    </message>
    <message>
        <source>Look at the chat template and edit it</source>
        <translation>查看并编辑对话模板</translation>
    </message>
    <message>
        <source>Look at it and edit it…</source>
        <translation>查看和编辑…</translation>
    </message>
    <message>
        <source>Choose the records to learn from: %1. Forms that are known by themselves: %2.</source>
        <translation>选择要学习的记录：%1。能自动识别的格式：%2。</translation>
    </message>
    <message>
        <source>Edit the records</source>
        <translation>编辑记录</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ErrorText</name>
    <message>
        <source>The memory of this machine is used up</source>
        <translation>本机内存已用尽</translation>
    </message>
    <message>
        <source>Close other programs, or take a smaller model or data set.</source>
        <translation>请关闭其他程序，或使用更小的模型或数据集。</translation>
    </message>
    <message>
        <source>Something happened that Lathe did not expect: %1</source>
        <translation>发生了 Lathe 没有预料到的情况：%1</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost. Please report this sentence.</source>
        <translation>已保存的内容不会丢失。请把这句话报告给我们。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Figures</name>
    <message>
        <source>processor, one thread</source>
        <translation>处理器，1 个线程</translation>
    </message>
    <message>
        <source>processor, %1 threads</source>
        <translation>处理器，%1 个线程</translation>
    </message>
    <message>
        <source>byte-level BPE</source>
        <translation>字节级 BPE</translation>
    </message>
    <message>
        <source>%1, %2 tokens</source>
        <translation>%1，%2 个词元</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1, one core</source>
        <translation>%1，1 个核心</translation>
    </message>
    <message>
        <source>%1, %2 cores</source>
        <translation>%1，%2 个核心</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Folders</name>
    <message>
        <source>The folder %1 cannot be opened.</source>
        <translation>无法打开文件夹 %1。</translation>
    </message>
    <message>
        <source>This desktop has no program for folders; look at it in a terminal.</source>
        <translation>此桌面没有打开文件夹的程序；请在终端中查看。</translation>
    </message>
    <message>
        <source>It was moved or removed.</source>
        <translation>它已被移动或删除。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Histogram</name>
    <message>
        <source>The longest record has %1 tokens</source>
        <translation>最长的样本有 %1 个词元</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
</context>
<context>
    <name>lathe::ui::HomePage</name>
    <message>
        <source>What shall this machine learn?</source>
        <translation>让这台机器学点什么？</translation>
    </message>
    <message>
        <source>Start here: the demo, about a minute</source>
        <translation>从这里开始：演示，约一分钟</translation>
    </message>
    <message>
        <source>no card needed</source>
        <translation>不需要显卡</translation>
    </message>
    <message>
        <source>A small model that Lathe brought along does not know who it is. Teach it with a few records, watch the loss fall, compare before and after.</source>
        <translation>Lathe 自带的小模型不知道自己是谁。用几条样本教它，看损失下降，对比前后的回答。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>这台机器</translation>
    </message>
    <message>
        <source>Looking at the machine…</source>
        <translation>正在查看机器…</translation>
    </message>
    <message>
        <source>✓ card ready</source>
        <translation>✓ 显卡就绪</translation>
    </message>
    <message>
        <source>✓ processor ready</source>
        <translation>✓ 处理器就绪</translation>
    </message>
    <message>
        <source>Processor: %1
Memory: %2, %3 free</source>
        <translation>处理器：%1
内存：%2，空闲 %3</translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation>打开模型文件夹…</translation>
    </message>
    <message>
        <source>Open records…</source>
        <translation>打开样本…</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建训练任务…</translation>
    </message>
    <message>
        <source>or drop a folder or a file anywhere on this window</source>
        <translation>或把文件夹或文件拖到窗口的任意位置</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的训练任务</translation>
    </message>
    <message>
        <source>No run was made in this workspace yet.</source>
        <translation>这个工作区里还没有训练任务。</translation>
    </message>
    <message>
        <source>Models and records</source>
        <translation>模型和样本</translation>
    </message>
    <message>
        <source>Nothing was opened yet.</source>
        <translation>还没有打开过任何内容。</translation>
    </message>
    <message>
        <source>Take it up again</source>
        <translation>继续训练</translation>
    </message>
</context>
<context>
    <name>lathe::ui::IssueListModel</name>
    <message>
        <source>record</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>what is wrong</source>
        <translation>问题所在</translation>
    </message>
</context>
<context>
    <name>lathe::ui::KeepAwake</name>
    <message>
        <source>A model is being trained</source>
        <translation>正在训练模型</translation>
    </message>
</context>
<context>
    <name>lathe::ui::LineChart</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a curve and its value</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::MainWindow</name>
    <message>
        <source>Choose a model folder</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Open records</source>
        <translation>打开样本</translation>
    </message>
    <message>
        <source>Close the studio and start it again; the run can be taken up from its last checkpoint.</source>
        <translation>请关闭并重新启动工作室；训练可以从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>%1[*] – Lathe</source>
        <translation>%1[*] – Lathe</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>The records are still being saved; the window closes when that is done.</source>
        <translation>记录仍在保存；保存完成后窗口将关闭。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近(&amp;R)</translation>
    </message>
    <message>
        <source>%1 (not found any more)</source>
        <translation>%1（已找不到）</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>还没有打开过任何内容</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>训练(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>lathe::ui::MethodStep</name>
    <message>
        <source>all %1 parameters learn</source>
        <translation>全部 %1 个参数都会学习</translation>
    </message>
    <message>
        <source>usual learning rate %1</source>
        <translation>常用学习率 %1</translation>
    </message>
    <message>
        <source>%1 of %2 parameters learn (%3 %)</source>
        <translation>%2 个参数中学习 %1 个（%3%）</translation>
    </message>
    <message>
        <source>What it learns</source>
        <translation>学习的内容</translation>
    </message>
    <message>
        <source>learns from %1</source>
        <translation>从%1中学习</translation>
    </message>
</context>
<context>
    <name>lathe::ui::MetricTile</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::MetricsTableModel</name>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>evaluation loss</source>
        <translation>评估损失</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ModelStep</name>
    <message>
        <source>Models opened before</source>
        <translation>以前打开过的模型</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose the model that shall learn: a Hugging Face folder with config.json, safetensors weights and a tokenizer.</source>
        <translation>请选择要学习的模型：含 config.json、safetensors 权重和分词器的 Hugging Face 文件夹。</translation>
    </message>
    <message>
        <source>Choose a model folder to go on.</source>
        <translation>请选择模型文件夹后继续。</translation>
    </message>
    <message>
        <source>This is an adapter; choose the folder of its base model.</source>
        <translation>这是适配器；请选择其基座模型的文件夹。</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>正在读取文件夹…</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>%1, width %2</source>
        <translation>%1 层，宽度 %2</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>%1 heads, %2 for keys and values</source>
        <translation>%1 个头，其中键值头 %2 个</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>This folder cannot be used; choose another to go on.</source>
        <translation>这个文件夹不能使用；请选择另一个以继续。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>size and number format</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::NoteBar</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Close this note</source>
        <translation>关闭这条提示</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>代码：%1</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>还有 %1 个</translation>
    </message>
</context>
<context>
    <name>lathe::ui::OptionEditor</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>每行一个</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>lathe::ui::OptionForm</name>
    <message>
        <source>Back to the default: %1</source>
        <translation>恢复默认值：%1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Options</name>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>records</source>
        <translation>条样本</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练任务</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 或以上</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Range: %1</source>
        <translation>范围：%1</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>默认：%1</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Pages</name>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ProgressRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>进度：%1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>a run is going on</source>
        <translation>有训练任务正在进行</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecentModel</name>
    <message>
        <source>not found any more</source>
        <translation>已找不到</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>records</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>what</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordEditor</name>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>+ Turn</source>
        <translation>+ 轮次</translation>
    </message>
    <message>
        <source>Add a question and an answer at the end</source>
        <translation>在末尾添加一问一答</translation>
    </message>
    <message>
        <source>+ System</source>
        <translation>+ 系统</translation>
    </message>
    <message>
        <source>Add a system line at the start</source>
        <translation>在开头添加系统提示词</translation>
    </message>
    <message>
        <source>− Turn</source>
        <translation>− 轮次</translation>
    </message>
    <message>
        <source>Take the last question and answer away</source>
        <translation>去掉最后一问一答</translation>
    </message>
    <message>
        <source>The record as JSON</source>
        <translation>以 JSON 显示的样本</translation>
    </message>
    <message>
        <source>record</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>A record must be a JSON object: { … }</source>
        <translation>样本必须是 JSON 对象：{ … }</translation>
    </message>
    <message>
        <source>Discard what was typed</source>
        <translation>放弃键入的内容</translation>
    </message>
    <message>
        <source>Show the record as it is</source>
        <translation>显示记录现有的内容</translation>
    </message>
    <message>
        <source>What was typed could not be kept and is not in the record yet.</source>
        <translation>键入的内容未能保存，还不在记录中。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordFacts</name>
    <message>
        <source>Cut</source>
        <translation>已裁剪</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空样本</translation>
    </message>
    <message>
        <source>Empty field</source>
        <translation>空字段</translation>
    </message>
    <message>
        <source>Nothing learned</source>
        <translation>无可学习</translation>
    </message>
    <message>
        <source>Missing field</source>
        <translation>缺少字段</translation>
    </message>
    <message>
        <source>Wrong kind</source>
        <translation>类型不对</translation>
    </message>
    <message>
        <source>No end mark</source>
        <translation>无结束标记</translation>
    </message>
    <message>
        <source>Begin marks</source>
        <translation>起始标记</translation>
    </message>
    <message>
        <source>Unknown speaker</source>
        <translation>未知角色</translation>
    </message>
    <message>
        <source>Order of turns</source>
        <translation>轮次顺序</translation>
    </message>
    <message>
        <source>Control token in text</source>
        <translation>文本含控制词元</translation>
    </message>
    <message>
        <source>Not a record</source>
        <translation>不是样本</translation>
    </message>
    <message>
        <source>Not JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>Cut off line</source>
        <translation>行被截断</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Not encoded</source>
        <translation>未编码</translation>
    </message>
    <message>
        <source>Not rendered</source>
        <translation>未渲染</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>框架</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>相互矛盾</translation>
    </message>
    <message>
        <source>Pair that cannot be compared</source>
        <translation>无法比较的一对</translation>
    </message>
    <message>
        <source>Tool calls</source>
        <translation>工具调用</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Row that does not fit</source>
        <translation>不匹配的行</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>Quotation marks</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>Open quotation mark</source>
        <translation>未闭合的引号</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordFiles</name>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1; each also packed with gzip</source>
        <translation>%1；也可以是 gzip 压缩的</translation>
    </message>
    <message>
        <source>Records (%1);;All files (*)</source>
        <translation>记录 (%1);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordTableModel</name>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RecordsDocument</name>
    <message>
        <source>edit of record %1</source>
        <translation>编辑样本 %1</translation>
    </message>
    <message>
        <source>edit of %1 in record %2</source>
        <translation>编辑样本 %2 的 %1</translation>
    </message>
    <message>
        <source>add record %1</source>
        <translation>添加样本 %1</translation>
    </message>
    <message>
        <source>duplicate record %1</source>
        <translation>复制样本 %1</translation>
    </message>
    <message>
        <source>delete record %1</source>
        <translation>删除样本 %1</translation>
    </message>
    <message>
        <source>The records are being saved; this edit was not taken.</source>
        <translation>正在保存记录；这次编辑没有生效。</translation>
    </message>
    <message>
        <source>The records are still being saved.</source>
        <translation>记录仍在保存中。</translation>
    </message>
    <message>
        <source>Wait until that is done.</source>
        <translation>请等待保存完成。</translation>
    </message>
    <message>
        <source>What was typed last could not be kept, so the records were not saved.</source>
        <translation>最后键入的内容未能保存，因此没有保存记录。</translation>
    </message>
    <message>
        <source>Look at the record that is being edited.</source>
        <translation>请查看正在编辑的记录。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::ReviewStep</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>训练任务名称</translation>
    </message>
    <message>
        <source>The same run for the command line: run.json</source>
        <translation>供命令行使用的同一任务：run.json</translation>
    </message>
    <message>
        <source>Save run.json…</source>
        <translation>保存 run.json…</translation>
    </message>
    <message>
        <source>Configuration of the run</source>
        <translation>训练任务的配置</translation>
    </message>
    <message>
        <source>Another run is going on; this one can start when it has ended.</source>
        <translation>另一个训练任务正在进行；等它结束后才能开始。</translation>
    </message>
    <message>
        <source>Save run.json</source>
        <translation>保存 run.json</translation>
    </message>
    <message>
        <source>Run configuration (*.json)</source>
        <translation>训练任务配置 (*.json)</translation>
    </message>
    <message>
        <source>The edited records are being written…</source>
        <translation>正在写入编辑过的记录…</translation>
    </message>
    <message>
        <source>Nothing was saved: other records were opened meanwhile.</source>
        <translation>没有保存：期间打开了别的记录。</translation>
    </message>
    <message>
        <source>Save the run again.</source>
        <translation>请重新保存这次训练。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RunDraft</name>
    <message>
        <source>has no token to learn; add answers, or choose another file</source>
        <translation>没有可学习的词元；请补上回答，或换一个文件</translation>
    </message>
    <message>
        <source>The model is %1: %2, %3 parameters.</source>
        <translation>模型：%1，%2，%3 个参数。</translation>
    </message>
    <message>
        <source>The model is %1.</source>
        <translation>模型：%1。</translation>
    </message>
    <message>
        <source>It learns from %1 records in %2.</source>
        <translation>它从 %2 的 %1 条样本中学习。</translation>
    </message>
    <message>
        <source>%1 of %2 tokens are learned; the longest record has %3 tokens.</source>
        <translation>%2 个词元中学习 %1 个；最长的样本有 %3 个词元。</translation>
    </message>
    <message>
        <source>%1 records cannot be used and are left out.</source>
        <translation>%1 条样本不能使用，已舍去。</translation>
    </message>
    <message>
        <source>%1 % of the records are held out to measure progress.</source>
        <translation>留出 %1 % 的样本来衡量进展。</translation>
    </message>
    <message>
        <source>No record is held out, so the best checkpoint is the last one.</source>
        <translation>没有留出样本，因此最佳检查点就是最后一个。</translation>
    </message>
    <message>
        <source>The method is %1.</source>
        <translation>方法：%1。</translation>
    </message>
    <message>
        <source>It ends after %1 steps of %2 records.</source>
        <translation>在 %1 步后结束，每步 %2 条样本。</translation>
    </message>
    <message>
        <source>Each record is seen %1 times, %2 records a step.</source>
        <translation>每条样本看 %1 次，每步 %2 条样本。</translation>
    </message>
    <message>
        <source>Another Lathe has the workspace open; train there, or close it.</source>
        <translation>工作区已被另一个 Lathe 打开；请在那里训练，或将它关闭。</translation>
    </message>
    <message>
        <source>is an adapter; choose the folder of its base model</source>
        <translation>是一个适配器；请选择其基础模型的文件夹</translation>
    </message>
    <message>
        <source>Other records were opened before the edited ones were written.</source>
        <translation>编辑过的记录还没写完，就打开了别的记录。</translation>
    </message>
    <message>
        <source>Start or save the run again.</source>
        <translation>请重新开始或保存这次训练。</translation>
    </message>
    <message>
        <source>Another run was started before this one could be.</source>
        <translation>这次训练开始之前，另一次训练已经开始了。</translation>
    </message>
    <message>
        <source>Start it again when that run has ended.</source>
        <translation>等那次训练结束后再开始。</translation>
    </message>
    <message>
        <source>needs a model that writes; choose the objective for labels, or another model</source>
        <translation>需要会生成文字的模型；请选择标签目标，或换一个模型</translation>
    </message>
    <message>
        <source>learns from %1, but the file holds %2; choose another objective or file</source>
        <translation>从%1中学习，但文件里是%2；请换一个目标或文件</translation>
    </message>
    <message>
        <source>has fewer than two labels to tell apart; add records with others, or choose another file</source>
        <translation>可区分的标签不足两个；请添加带其他标签的记录，或换一个文件</translation>
    </message>
    <message>
        <source>It learns from %1 records in %2. Your edits are taken along; the file itself is not touched.</source>
        <translation>它从 %2 中的 %1 条记录学习。您的编辑会一并使用；文件本身不会改动。</translation>
    </message>
    <message>
        <source>What it learns: %1.</source>
        <translation>学习的内容：%1。</translation>
    </message>
    <message>
        <source>The run was not started: the window is to be closed.</source>
        <translation>训练没有开始：窗口即将关闭。</translation>
    </message>
    <message>
        <source>Start it again when you are back.</source>
        <translation>回来后请重新开始。</translation>
    </message>
    <message>
        <source>Progress is measured on the records of %1.</source>
        <translation>训练效果在 %1 的记录上衡量。</translation>
    </message>
    <message>
        <source>That is about %1 steps.</source>
        <translation>大约共 %1 步。</translation>
    </message>
    <message>
        <source>The learning rate is at most %1.</source>
        <translation>学习率最高为 %1。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RunListModel</name>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>中断</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 步</numerusform>
        </translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>%1 run folders cannot be read</source>
        <translation>有 %1 个训练任务文件夹无法读取</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a run and its state</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RunPanels</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Show small differences late in the run: each step of the axis is a factor.</source>
        <translation>显示训练后期的细小差别：坐标轴的每一格是一个倍数。</translation>
    </message>
    <message>
        <source>follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the whole run in view. Wheel, drag or the keys + and − zoom; 0 or a double click shows all again.</source>
        <translation>始终显示整个训练过程。滚轮、拖动或 +、− 键缩放；0 或双击恢复全部。</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The figures behind the curve.</source>
        <translation>曲线背后的数字。</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>Figures of every step</source>
        <translation>每一步的数字</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Chart of the learning rate</source>
        <translation>学习率的图表</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Chart of the gradient norm</source>
        <translation>梯度范数的图表</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Answers during training</source>
        <translation>训练期间的回答</translation>
    </message>
    <message>
        <source>Answers to the sample prompts appear here while the run goes on.</source>
        <translation>训练进行时，示例提示的回答显示在这里。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>★ best, step %1</source>
        <translation>★ 最佳，第 %1 步</translation>
    </message>
    <message>
        <source>Step %1, training loss %2</source>
        <translation>第 %1 步，训练损失 %2</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Samples, step %1</source>
        <translation>示例，第 %1 步</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the run said</source>
        <translation>训练任务的消息</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Chart of training and evaluation loss</source>
        <translation>训练与评估损失曲线</translation>
    </message>
</context>
<context>
    <name>lathe::ui::RunsPage</name>
    <message>
        <source>No run was made in this workspace yet.</source>
        <translation>这个工作区里还没有训练任务。</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建训练任务…</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Take it up again</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>对比训练前后</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开其文件夹</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Another run is going on.</source>
        <translation>另一个训练任务正在进行。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>%1 learn</source>
        <translation>学习 %1 个参数</translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>Another Lathe has the workspace open.</source>
        <translation>工作区已被另一个 Lathe 打开。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Session</name>
    <message>
        <source>Another Lathe has the workspace %1 open. Here it can be read, not changed.</source>
        <translation>另一个 Lathe 打开了工作区 %1。在这里只能读取，不能更改。</translation>
    </message>
    <message>
        <source>The workspace %1 is not open, so nothing can be kept.</source>
        <translation>工作区 %1 没有打开，因此什么都无法保存。</translation>
    </message>
    <message>
        <source>Choose another folder in the settings and start Lathe again.</source>
        <translation>请在设置中选择另一个文件夹，然后重新启动 Lathe。</translation>
    </message>
    <message>
        <source>the demo</source>
        <translation>演示项目</translation>
    </message>
</context>
<context>
    <name>lathe::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>选择另一个…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>New runs and comparisons begin with these.</source>
        <translation>新的训练任务和对比将采用这些设置。</translation>
    </message>
    <message>
        <source>Your runs and edits are kept here. Files that you open stay where they are.</source>
        <translation>训练任务和编辑保存在这里。你打开的文件留在原处。</translation>
    </message>
    <message>
        <source>From the next start on the workspace is %1.</source>
        <translation>从下次启动起，工作区为 %1。</translation>
    </message>
    <message>
        <source>Choose a workspace</source>
        <translation>选择工作区</translation>
    </message>
    <message>
        <source>Choose another workspace</source>
        <translation>选择另一个工作区</translation>
    </message>
    <message>
        <source>Open the workspace&apos;s folder</source>
        <translation>打开工作区的文件夹</translation>
    </message>
</context>
<context>
    <name>lathe::ui::SettingsStep</name>
    <message>
        <source>The defaults are good for a first run. Shift+F1 and a click explain a setting.</source>
        <translation>首次训练使用默认值即可。按 Shift+F1 再点击，可阅读某项设置的说明。</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>Reset all to defaults</source>
        <translation>全部恢复默认</translation>
    </message>
</context>
<context>
    <name>lathe::ui::StatusBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>Offline · nothing is running</source>
        <translation>离线 · 没有任务在运行</translation>
    </message>
    <message>
        <source>%1 · stopping</source>
        <translation>%1 · 正在停止</translation>
    </message>
    <message>
        <source>%1 · pausing</source>
        <translation>%1 · 正在暂停</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · 第 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>%1 · starting</source>
        <translation>%1 · 正在开始</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Offline · %1 failed</source>
        <translation>离线 · %1 失败</translation>
    </message>
    <message>
        <source>Offline · %1 is paused</source>
        <translation>离线 · %1 已暂停</translation>
    </message>
    <message>
        <source>Offline · %1 was cancelled</source>
        <translation>离线 · %1 已取消</translation>
    </message>
    <message>
        <source>Offline · %1 has ended</source>
        <translation>离线 · %1 已结束</translation>
    </message>
</context>
<context>
    <name>lathe::ui::Steps</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>确认</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TemplatePreview</name>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>special</source>
        <translation>特殊</translation>
    </message>
    <message>
        <source>not learned</source>
        <translation>不学习</translation>
    </message>
    <message>
        <source>As it is learned</source>
        <translation>学习时的样子</translation>
    </message>
    <message>
        <source>As the model is asked</source>
        <translation>提问时的样子</translation>
    </message>
    <message>
        <source>The whole conversation, with what is learned of it</source>
        <translation>整段对话，以及其中要学习的部分</translation>
    </message>
    <message>
        <source>The conversation up to where the model&apos;s last answer begins (add_generation_prompt)</source>
        <translation>到模型最后一个回答开始处为止的对话（add_generation_prompt）</translation>
    </message>
    <message>
        <source>The last preview that worked</source>
        <translation>最近一次成功的预览</translation>
    </message>
    <message>
        <source>The conversation as it is learned</source>
        <translation>学习时的对话</translation>
    </message>
    <message>
        <source>The conversation as the model is asked</source>
        <translation>提问时的对话</translation>
    </message>
    <message>
        <source>Waiting for the preview…</source>
        <translation>正在等待预览…</translation>
    </message>
    <message>
        <source>There is no preview yet: mend the template first.</source>
        <translation>还没有预览：请先修正模板。</translation>
    </message>
    <message>
        <source>No model is chosen: words stand in place of tokens.</source>
        <translation>尚未选择模型：以单词代替词元显示。</translation>
    </message>
    <message>
        <source>%1 tokens; the model&apos;s answer begins behind them</source>
        <translation>%1 个词元；模型的回答从其后开始</translation>
    </message>
    <message>
        <source>%1 tokens, %2 learned</source>
        <translation>%1 个词元，学习 %2 个</translation>
    </message>
    <message>
        <source>%1 tokens, %2 learned · end mark %3</source>
        <translation>%1 个词元，学习 %2 个 · 结束标记 %3</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TemplateWindow</name>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>Begin with another template?</source>
        <translation>改从另一个模板开始？</translation>
    </message>
    <message>
        <source>What you changed in this one and did not save is lost.</source>
        <translation>这个模板中未保存的改动将丢失。</translation>
    </message>
    <message>
        <source>Begin with the other</source>
        <translation>改用另一个</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Template to begin with</source>
        <translation>作为起点的模板</translation>
    </message>
    <message>
        <source>Source (Jinja)</source>
        <translation>源文本（Jinja）</translation>
    </message>
    <message>
        <source>Source of the template</source>
        <translation>模板的源文本</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Record that is shown</source>
        <translation>显示的样本</translation>
    </message>
    <message>
        <source>Sample conversation</source>
        <translation>示例对话</translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation>转到第 %1 行</translation>
    </message>
    <message>
        <source>Save and use it</source>
        <translation>保存并使用</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Learn with this template (Ctrl+Return)</source>
        <translation>用此模板学习（Ctrl+Return）</translation>
    </message>
    <message>
        <source>Not available: the preview is not there yet.</source>
        <translation>不可用：预览尚未完成。</translation>
    </message>
    <message>
        <source>Not available: the template cannot be read.</source>
        <translation>不可用：无法读取模板。</translation>
    </message>
    <message>
        <source>Changed; kept in %1</source>
        <translation>已改动；保存于 %1</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>Changed; it will be kept in a file of your own</source>
        <translation>已改动；将保存在您自己的文件中</translation>
    </message>
    <message>
        <source>Unchanged; the model&apos;s and Lathe&apos;s own templates are never written over</source>
        <translation>未改动；模型和 Lathe 自带的模板从不被覆盖</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep it in another file (Ctrl+Shift+S)</source>
        <translation>保存到另一个文件（Ctrl+Shift+S）</translation>
    </message>
    <message>
        <source>Write it over its file (Ctrl+S)</source>
        <translation>写回它的文件（Ctrl+S）</translation>
    </message>
    <message>
        <source>Open a template file</source>
        <translation>打开模板文件</translation>
    </message>
    <message>
        <source>Chat templates (*.jinja)</source>
        <translation>对话模板 (*.jinja)</translation>
    </message>
    <message>
        <source>Save the template as</source>
        <translation>模板另存为</translation>
    </message>
    <message>
        <source>What stands in the file now is lost when you write over it.</source>
        <translation>覆盖后，文件中现有的内容将丢失。</translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save what you changed in the template?</source>
        <translation>保存对模板的改动？</translation>
    </message>
    <message>
        <source>Without saving, it is lost.</source>
        <translation>不保存则会丢失。</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> / %1</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TokenPanel</name>
    <message>
        <source>Choose a model folder to see a record as the model gets it.</source>
        <translation>请选择模型文件夹，查看模型实际得到的样本。</translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation>打开模型文件夹…</translation>
    </message>
    <message>
        <source>Tokens of the record</source>
        <translation>样本的词元</translation>
    </message>
    <message>
        <source>Problems of the set</source>
        <translation>集合的问题</translation>
    </message>
    <message>
        <source>Lengths of the records in tokens</source>
        <translation>样本的词元长度</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>special</source>
        <translation>特殊</translation>
    </message>
    <message>
        <source>not learned</source>
        <translation>不学习</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的内容</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>%1 tokens, %2 learned · template %3 of %4</source>
        <translation>%1 个词元，学习 %2 个 · %4 的模板 %3</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Check the records to fill this (F7).</source>
        <translation>检查样本后显示在这里（F7）。</translation>
    </message>
    <message>
        <source>%1 of %2 records can be used</source>
        <translation>%2 条样本中 %1 条可用</translation>
    </message>
    <message>
        <source>edited since the check</source>
        <translation>检查之后有编辑</translation>
    </message>
    <message>
        <source>shortest %1, median %2, longest %3 tokens</source>
        <translation>最短 %1，中位 %2，最长 %3 个词元</translation>
    </message>
    <message>
        <source>The check found no problem.</source>
        <translation>检查没有发现问题。</translation>
    </message>
    <message>
        <source>The records were not checked yet.</source>
        <translation>样本还没有检查过。</translation>
    </message>
    <message>
        <source>Check the records</source>
        <translation>检查样本</translation>
    </message>
    <message>
        <source>Look at the chat template that frames the records, and edit it</source>
        <translation>查看并编辑包装样本的对话模板</translation>
    </message>
    <message>
        <source>Template…</source>
        <translation>模板…</translation>
    </message>
    <message>
        <source>The records were edited while they were checked; check them again (F7).</source>
        <translation>检查期间记录被编辑过；请重新检查（F7）。</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TokenView</name>
    <message>
        <source>Learned text stands in brackets: %1</source>
        <translation>学习的文字在方括号中：%1</translation>
    </message>
    <message>
        <source>token %1, id %2, %3</source>
        <translation>第 %1 个词元，编号 %2，%3</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>not learned</source>
        <translation>不学习</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TrainPage</name>
    <message>
        <source>New run</source>
        <translation>新建训练任务</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>Ctrl+Return starts</source>
        <translation>Ctrl+回车开始</translation>
    </message>
</context>
<context>
    <name>lathe::ui::TurnEditor</name>
    <message>
        <source>System</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Assistant · learned</source>
        <translation>助手 · 学习</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
</TS>
