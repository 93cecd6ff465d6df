//! Why a spreadsheet cannot be read, and what to do about it. Nothing was changed in any of these cases.

texts! {
    /// Refusals of spreadsheets.
    Spreadsheet {
        encrypted: "这个表格设了打开密码。请在 WPS 或 Excel 里取消密码、另存后再导入。", "This sheet has a password. Remove it in WPS or Excel, save and try again.";
        empty: "表格里没有内容。请确认选对了文件和工作表。", "The sheet is empty. Please check the file and the sheet chosen.";
        no_header: "没有找到表头。请确认表格里有一行写着各列名称，或在下面指定表头所在行。", "No header row was found. Make sure one row names the columns, or say below which it is.";
        no_rows: "表头下面没有内容。请确认选对了工作表。", "There is nothing below the header. Please check the sheet chosen.";
        html: "这其实是网页，只是文件名写成了 .xls。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。", "This is really a web page named .xls. Open it in WPS or Excel, save it as .xlsx and try again.";
        zip_bomb: "文件解开后大得不正常，已停止读取。请向提供文件的人核实，不要反复打开。", "The file unpacks to an abnormal size and was not read. Please check with whoever gave it to you.";
        too_large: "文件太大。请拆成几个表格，或删去图片后再导入。", "The file is too large. Split it, or remove its pictures, and try again.";
        too_many_rows: "行数太多。请拆成几个表格分别导入。", "Too many rows. Please split the sheet.";
        too_many_columns: "列数太多。请删去用不到的列后再导入。", "Too many columns. Please remove those not needed.";
        not_a_sheet: "这不是表格文件。请选择 .xlsx、.xls 或 .csv 文件。", "This is not a spreadsheet. Please choose an .xlsx, .xls or .csv file.";
        is_exchange_file: "这是交换文件，不是表格。请到“数据交换”页导入。", "This is an exchange file, not a sheet. Import it on the Exchange page.";
        old_format: "这种旧格式读不了。请用 WPS 或 Excel 另存为 .xlsx 后再导入。", "This old format cannot be read. Save it as .xlsx in WPS or Excel and try again.";
        damaged: "文件已损坏或没有传完整。请向对方重新要一份。", "The file is damaged or incomplete. Please ask for it again.";
        encoding: "认不出文字的编码。请在 WPS 或 Excel 里另存为 .xlsx 后再导入。", "The text encoding was not recognised. Save it as .xlsx and try again.";
        no_such_sheet: "文件里没有这个工作表，请重新选择。", "The file has no such sheet; please choose again.";
        cancelled: "已停止读取，没有写入任何内容。", "Reading was stopped; nothing was written.";
        worker_failed: "读取程序没有启动。请刷新页面再试；仍不行时，请换用较新的浏览器。", "The reader did not start. Reload the page; if that does not help, use a newer browser.";
    }
    filled {
        more_than: fn(usize) = |n| format!("最多可导入 {n} 行。请拆成几个表格分别导入。"), |n| format!("At most {n} rows can be imported. Please split the sheet.");
        largest: fn(&str) = |size| format!("文件超过 {size}。请拆成几个表格，或删去图片后再导入。"), |size| format!("The file is over {size}. Split it or remove its pictures.");
    }
}
