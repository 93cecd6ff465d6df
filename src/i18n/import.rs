//! Importing a sheet: choosing, mapping, preview, reasons of rows left out, result.

texts! {
    /// Words of the import pages.
    Import {
        title: "导入表格", "Import a sheet";
        intro: "把现有的 Excel、WPS 或 CSV 表格导入清单。先预览，确认后才写入；导入后也可以一次撤销。",
            "Bring an Excel, WPS or CSV sheet into a list. You see a preview first; nothing is written before you confirm, and one click undoes it.";
        formats: "支持 .xlsx、.xls、.csv（UTF-8 或国标编码均可）。", "Supports .xlsx, .xls and .csv (UTF-8 or GB 18030).";
        step_file: "选择文件", "Choose a file";
        step_columns: "核对列", "Check the columns";
        step_preview: "预览", "Preview";
        step_done: "完成", "Done";
        into: "导入到", "Into";
        sheet: "工作表", "Sheet";
        header_row: "表头所在行", "Header row";
        reading: "正在读取表格…", "Reading the sheet…";
        working: "正在比对…", "Comparing…";
        cancel_reading: "停止读取", "Stop reading";
        stopped: "已停止，没有写入任何内容。", "Stopped; nothing was written.";
        columns_intro: "左边是表格里的列，右边是清单的字段。已按名称和内容对应，不对的请改正。",
            "Columns of the sheet on the left, fields of the list on the right, matched by name and content. Please correct what is wrong.";
        column_in_sheet: "表格中的列", "Column";
        examples: "内容示例", "Examples";
        goes_to: "对应字段", "Goes to";
        skip_column: "不导入", "Leave out";
        to_note: "并入备注", "Add to the note";
        remembered: "已沿用上次对这种表格的设置。", "Using what you set for this kind of sheet last time.";
        reset_mapping: "恢复自动对应", "Match again automatically";
        title_missing: "还没有列对应到名称。请指定哪一列是名称，再继续。", "No column is mapped to the title. Please choose one to go on.";
        mapped_twice: "这个字段对应了两列，请留下一列。", "Two columns go to this field; please keep one.";
        carried_down: "合并单元格，已向下补全", "merged cells, carried down";
        fixed_value: "整表相同的值", "The same for every row";
        preview_intro: "以下是将要写入的内容。现在还没有写入。", "This is what will be written. Nothing has been written yet.";
        added: "新增", "New";
        changed: "有变化", "Changed";
        same: "相同", "Same";
        problem: "有问题", "Problem";
        row: "行号", "Row";
        column: "列", "Column";
        reason: "原因", "Reason";
        cell: "内容", "Cell";
        number_column: "序号（用来识别同一行）", "Row number (to know a row again)";
        list_reason: "请核对：", "Please check:";
        no_columns: "请先选择工作表。", "Please choose a sheet first.";
        compare: "预览", "Preview";
        back_to_columns: "返回修改对应", "Back to the columns";
        contents: "内容", "Contents";
        outcome: "处理", "What happens";
        nothing_of_these: "没有这一类的行。", "No such rows.";
        previous_page: "上一页", "Previous";
        next_page: "下一页", "Next";
        template_help: "没有现成的表格？下载空白表格，填好再导入：", "No sheet yet? Take a blank one, fill it in and import it:";
        similar_help: "标出的名称与其他单位相近。若是同一单位，请选它，这个写法会记为别名。", "These names are close to others. If it is the same office, choose it; this spelling becomes an alias.";
        restore_archived: "一并恢复已归档的记录", "Bring archived records back as well";
        export: "导出表格", "Export as a sheet";
        exported: "表格已生成，请在浏览器的下载列表中查看。", "The sheet is written; see your browser's downloads.";
        follower: "另一个窗口正在使用本清单，请到那个窗口导入。", "Another window is writing; please import there.";
        new_offices: "将一并登记的单位", "Offices that will be registered";
        link_office: "是已有单位的另一种写法", "is another spelling of";
        create_office: "登记为新单位", "Register as a new office";
        confirm: "确认导入", "Import";
        nothing_to_import: "与现有记录完全相同，不需要导入。", "Everything is already here; nothing to import.";
        nothing_fit: "没有可以写入的行。有问题的行请在表格里改好，再导入一次。", "No row can be written. Please correct the problem rows in the sheet and import it again.";
        writing: "正在写入…", "Writing…";
        stop_writing: "停止写入", "Stop writing";
        pasted: "粘贴的内容", "pasted content";
        paste_title: "粘贴到清单", "Paste into the list";
        paste_intro: "粘贴的内容先在这里核对，确认后才写入；写入后也可以一次撤销。", "What was pasted is checked here first. Nothing is written before you confirm, and one click undoes it.";
        paste_done_title: "粘贴完成", "Pasted";
        paste_undone: "已撤销这次粘贴。", "The paste was undone.";
        undo_paste: "撤销这次粘贴", "Undo this paste";
        paste_problems_help: "有问题的行没有写入。请在表格里改好，再复制、粘贴这些行。", "Problem rows stay out. Correct them in the sheet, then copy and paste these rows again.";
        paste_nothing_fit: "没有可以写入的行。请在表格里改好，再粘贴一次。", "No row can be written. Please correct them in the sheet and paste again.";
        paste_nothing_new: "与现有内容完全相同，不需要写入。", "Everything is already so; nothing to write.";
        back_to_list: "不粘贴，返回清单", "Back to the list, paste nothing";
        done_title: "导入完成", "Imported";
        undo: "撤销这次导入", "Undo this import";
        undone: "已撤销这次导入。", "The import was undone.";
        see_list: "查看清单", "See the list";
        another: "再导入一个", "Import another";
        save_problems: "把有问题的行另存为表格", "Save the problem rows as a sheet";
        problems_help: "有问题的行不会写入。另存后改好，再导入一次即可，已导入的不会重复。",
            "Problem rows stay out. Save them, correct them and import again; what is already here is not repeated.";
        problems_sheet: "未导入的行", "rows left out";
        missing_title: "没有名称。请在表格里补上名称。", "No title. Please fill it in.";
        missing_required: "缺少必填内容，请补上。", "A required cell is empty; please fill it in.";
        too_long: "文字太长，请删减。", "The text is too long; please shorten it.";
        bad_date: "看不懂这个日期。请写成 2026-11-22 的样子。", "Not a date. Please write it like 2026-11-22.";
        bad_number: "看不懂这个数字。请写成“50”或“50人”的样子。", "Not a number. Please write it like 50.";
        number_out_of_range: "数字超出范围，请核对。", "The number is out of range; please check it.";
        bad_choice: "不在可选范围内。请改成清单里用的说法。", "Not one of the choices; please use one of the list's words.";
        unknown_office: "没有登记这个单位。请先登记，或在上一步指定它是哪个单位。", "This office is not registered. Register it, or say in the step before which one it is.";
        ambiguous_office: "有几个单位都叫这个名字，请写全称。", "Several offices go by this name; please write it in full.";
        wrong_role: "这个单位的类别不对（应为社区或共建单位），请核对。", "This office has another role; please check.";
        id_card: "疑似身份证号，不能导入。请删去后再试。", "Looks like an ID-card number and cannot be imported. Please delete it.";
        formula_error: "单元格里是公式错误（如 #REF!）。请在表格里改正。", "The cell holds a formula error (such as #REF!). Please correct it.";
        ambiguous_record: "与现有的几条记录都相符，无法确定是哪一条。请核对。", "Matches several records; please check which one is meant.";
        blank_required: "必填的内容空着。请在表格里补上。", "A required cell is blank; please fill it in.";
        approximate: "按约数登记，原样写入。", "An approximate number, taken as it stands.";
        formula_like: "以等号等开头，只作文字处理。", "Starts like a formula; taken as text.";
        filled_down: "空白处已按上一行补全。", "Blank; taken from the row above.";
        waits: "此行此前已导入，待街道确认；本次不再导入。", "This row came in before and waits for the street’s word; it is left out this time.";
        archived: "对应的记录已归档。", "The record it matches is archived.";
        id_card_outside: "这一列疑似有身份证号，没有导入。", "Looks like an ID-card number; this column stays out.";
        not_a_field: "这一列不能粘贴，已跳过。", "Nothing can be pasted into this column; left out.";
        not_cleared: "这一项不能留空，保持原样。", "This cannot be blank; left as it is.";
        clears: "空白格，将清空这一项。", "A blank cell: this field will be cleared.";
        in_conflict: "这一项内容不一致，保持原样。请打开该记录，先选定以哪个为准。", "This field is in conflict and stays as it is; please open the record and choose first.";
        already_listed: "清单里已有这一条，没有另建，也没有改动。要修改它，请粘贴到它所在的行。", "The list has this already; no second one is made and nothing is changed. To change it, paste onto its row.";
        no_record: "找不到要粘贴到的记录，请重新选择。", "The record to paste on is not here; please select again.";
        blank_row: "空行，已跳过。", "Blank row, skipped.";
        summary_row: "像是合计行，已跳过。", "Looks like a total, skipped.";
    }
    filled {
        looks_like: fn(&str, usize) = |list, n| format!("这张表像是“{list}”，有 {n} 列对得上。不对请改选。"), |list, n| format!("This looks like “{list}”: {} fit. Please choose another if not.", super::many(n, "column", "columns"));
        missing_field: fn(&str) = |field| format!("还没有列对应到“{field}”。请指定一列，再继续。"), |field| format!("No column goes to “{field}”. Please choose one.");
        field_twice: fn(&str) = |field| format!("有两列都对应到“{field}”，请留下一列。"), |field| format!("Two columns go to “{field}”; please keep one.");
        write_count: fn(usize) = |n| format!("写入 {n} 条"), |n| format!("Write {}", super::many(n, "record", "records"));
        page_of: fn(usize, usize) = |page, pages| format!("第 {page} 页，共 {pages} 页"), |page, pages| format!("Page {page} of {pages}");
        kept_in_note: fn(&str) = |text| format!("“{text}”认不出，已记入备注。"), |text| format!("“{text}” is not understood; kept in the note.");
        month_only: fn(&str) = |text| format!("“{text}”没有写到日，已记入备注。"), |text| format!("“{text}” has no day; kept in the note.");
        too_long_by: fn(usize, usize) = |chars, max| format!("有 {chars} 字，最多 {max} 字，请删减。"), |chars, max| format!("{chars} characters, at most {max}; please shorten it.");
        no_step: fn(&str) = |text| format!("现在的状态不能一步改为“{text}”。"), |text| format!("No step leads from the present state to “{text}”.");
        new_office_count: fn(usize) = |n| format!("将一并登记 {n} 个单位"), |n| format!("{} will be registered", super::many(n, "office", "offices"));
        similar_to: fn(&str) = |names| format!("与“{names}”相近"), |names| format!("similar to “{names}”");
        same_office_as: fn(&str) = |name| format!("就是“{name}”"), |name| format!("is “{name}”");
        archived_rows: fn(usize) = |n| format!("其中 {n} 行对应的记录已归档"), |n| format!("{} match archived records", super::many(n, "row", "rows"));
        blank_sheet: fn(&str) = |list| format!("{list}（空白表）"), |list| format!("{list} (blank)");
        from_file: fn(&str) = |file| format!("文件：{file}"), |file| format!("File: {file}");
        skipped: fn(usize) = |n| format!("另有 {n} 行是合计或说明，已跳过。"), |n| format!("{} of totals or remarks skipped.", super::many(n, "row", "rows"));
        row_of_sheet: fn(u32) = |row| format!("第 {row} 行"), |row| format!("Row {row}");
        refused_row: fn(&str, &str) = |what, why| format!("“{what}”没有写入，整次导入未进行：{why}"), |what, why| format!("“{what}” was refused, so nothing was imported: {why}");
        rows_found: fn(usize) = |n| format!("读到 {n} 行"), |n| format!("{} read", super::many(n, "row", "rows"));
        counts: fn(usize, usize, usize, usize) =
            |new, changed, same, problem| format!("新增 {new} 条，有变化 {changed} 条，相同 {same} 条，有问题 {problem} 行"),
            |new, changed, same, problem| format!("{new} new, {changed} changed, {same} the same, {} with a problem", super::many(problem, "row", "rows"));
        done: fn(usize, usize) = |new, changed| format!("新增 {new} 条，更新 {changed} 条。"), |new, changed| format!("{new} added, {changed} updated.");
        done_restored: fn(usize) = |n| format!("恢复 {n} 条。"), |n| format!("{n} brought back.");
        paste_left_out: fn(usize) = |n| format!("有 {n} 行没有写入，原因见下表。"), |n| format!("{} left out; the reasons are below.", super::many(n, "row", "rows"));
        left_out: fn(usize) = |n| format!("有 {n} 行没有导入，原因见下表。"),
            |n| format!("{} left out; the reasons are below.", super::many(n, "row", "rows"));
        written_so_far: fn(usize) = |n| format!("正在写入，已写入 {n} 条…"), |n| format!("Writing: {} so far…", super::many(n, "record", "records"));
        stopped_after: fn(usize) = |n| format!("已停止，此前写入的 {n} 条保留，可以撤销。"),
            |n| format!("Stopped; the {} written before stay and can be undone.", super::many(n, "record", "records"));
        progress: fn(usize) = |percent| format!("已完成 {percent}%"), |percent| format!("{percent}% done");
        same_as_row: fn(usize) = |row| format!("与第 {row} 行相同，两行都会写入。"), |row| format!("Says the same as row {row}; both go in.");
        header_found: fn(usize) = |row| format!("表头在第 {row} 行"), |row| format!("The header is row {row}");
    }
}
