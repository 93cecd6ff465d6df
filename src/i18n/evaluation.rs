//! Evaluation: schemes, sheets, totals, and what is wrong with a scheme or a mark.

texts! {
    /// Words of the evaluation pages.
    Evaluation {
        title: "考核评价", "Evaluation";
        intro: "日常考核、年度考评、群众评议，分值和等次由街道自定，总分由程序准确算出。", "Daily, annual and public evaluation; the street sets points and grades, totals are computed exactly.";
        scheme: "考核方案", "Scheme";
        schemes: "考核方案", "Schemes";
        sheet: "考核表", "Sheet";
        sheets: "考核表", "Sheets";
        from_default: "用默认方案新建", "Start from the default scheme";
        default_help: "默认方案：日常考核 50、年度考评 30、群众评议 20，都可以改。", "Default: daily 50, annual 30, public 20; everything can be changed.";
        parts: "考核部分", "Parts";
        part: "部分", "Part";
        weight: "权重（%）", "Weight (%)";
        indicator: "指标", "Indicator";
        indicators: "指标", "Indicators";
        code: "编号", "Code";
        max_points: "满分", "Maximum";
        points: "得分", "Points";
        reason: "理由", "Reason";
        reason_hint: "写明依据，如台账、会议记录", "say what it rests on";
        add_part: "增加一个部分", "Add a part";
        add_indicator: "增加一项指标", "Add an indicator";
        remove: "删去", "Remove";
        grades: "等次", "Grades";
        grade: "等次", "Grade";
        grade_from: "起评分", "From";
        add_grade: "增加一个等次", "Add a grade";
        bonus_cap: "加分上限", "Bonus cap";
        deduction: "扣分（满分减去扣分，扣完为止）", "Deduction (from the maximum, down to 0)";
        office: "被考核单位", "Office";
        year: "年度", "Year";
        total: "总分", "Total";
        part_total: "小计", "Subtotal";
        weighted: "折算", "Weighted";
        not_scored: "未评", "not scored";
        incomplete: "还有指标没有评分，暂不计总分和等次。", "Some indicators are not scored yet; no total or grade is given.";
        complete: "全部指标已评分。", "Every indicator is scored.";
        no_grade: "暂不定等次", "no grade yet";
        how_computed: "各部分得分之和按权重折算，最后一次四舍五入到两位小数。", "Each part's points are scaled to its weight and rounded once, half up, to two decimals.";
        veto: "一票否决情形", "Vetoes";
        bad_points: "请填数字，最多两位小数，如 13.5。", "Please enter a number with at most two decimals, such as 13.5.";
        negative_points: "得分不能小于 0，请改正。", "Points cannot be negative; please correct them.";
        sheet_exists: "这个单位这一年已有考核表，请直接打开修改。", "This office already has a sheet for this year; please open that one.";
        weights_wrong: "各部分权重之和应为 100，请调整。", "The weights must add up to 100; please adjust them.";
        no_parts: "至少要有一个部分。请添加。", "At least one part is needed; please add one.";
        no_indicators: "这个部分还没有指标。请至少添加一项。", "This part has no indicator; please add one.";
        duplicate_code: "指标编号重复，请改成不同的编号。", "Two indicators share a code; please change one.";
        bad_code: "编号只能用字母和数字，如 D1。", "A code consists of letters and digits, such as D1.";
        duplicate_part: "有两个部分用了同一个代号，请改正。", "Two parts share a key; please change one.";
        blank_name: "名称不能空着，请填写。", "A name is missing; please fill it in.";
        zero_max: "满分要大于 0，请改正。", "The maximum must be above 0; please correct it.";
        zero_weight: "权重要大于 0，请改正。", "The weight must be above 0; please correct it.";
        grades_order: "等次的起评分要从高到低、互不相同，请调整。", "Grades must go from high to low without repeating; please adjust them.";
        grades_gap: "最低一档的起评分应为 0，否则低分没有等次。请调整。", "The lowest grade must start at 0, or low scores have none. Please adjust it.";
        grade_range: "起评分应在 0 到 100 之间，请改正。", "A grade starts between 0 and 100; please correct it.";
        scheme_damaged: "方案的内容不完整，无法计算。请打开方案检查并保存。", "The scheme is incomplete and cannot be computed. Please open, check and save it.";
        new_sheet: "新建考核表", "New sheet";
        no_sheets: "还没有考核表。请选择方案、单位和年度，新建一张。", "No sheet yet. Choose a scheme, an office and a year.";
        no_scheme_yet: "还没有考核方案。先用默认方案新建，再按本街道的办法修改。", "No scheme yet. Start from the default one and change it to your rules.";
        no_offices: "还没有可考核的单位。请先登记社区和共建单位。", "No office to evaluate yet. Register communities and partner units first.";
        open_first: "打开已有的考核表", "Open that sheet";
        create: "新建", "Create";
        points_first: "请先填得分，理由会一并保存。", "Please enter the points first; the reason is saved with them.";
        bonus: "加分", "Bonus";
        state: "进度", "State";
        scheme_saved: "方案已保存。", "The scheme is saved.";
        scheme_in_use: "已有考核表在用这个方案。改动权重和满分后，各表总分会随之重新计算。", "Sheets use this scheme. Changing weights or maxima changes their totals.";
        scheme_title: "方案名称", "Title";
        back: "返回考核评价", "Back to evaluation";
        bad_year: "请填写 2000 到 2100 之间的年份。", "Please enter a year from 2000 to 2100.";
        choose_all: "请选好方案和单位。", "Please choose a scheme and an office.";
        too_uneven: "各部分的满分相差太悬殊，无法准确折算。请把满分改成整数。", "The maxima are too uneven to sum exactly. Please use whole numbers.";
        bonus_range: "加分上限应在 0 到 100 之间，请改正。", "The bonus cap is from 0 to 100; please correct it.";
        weight_range: "权重应是 1 到 100 的整数，请改正。", "A weight is a whole number from 1 to 100; please correct it.";
        max_range: "满分应大于 0，最多 10000，最多两位小数。请改正。", "A maximum is above 0 and at most 10000, with two decimals at most; please correct it.";
        so_far: "已评部分合计", "So far";
    }
    filled {
        scored_of: fn(usize, usize) = |scored, all| format!("已评 {scored} 项，共 {all} 项"), |scored, all| format!("{scored} of {all} scored");
        out_of: fn(&str, &str) = |points, max| format!("{points} / {max}"), |points, max| format!("{points} / {max}");
        over_max: fn(&str) = |max| format!("不能超过满分 {max}，请改正。"), |max| format!("The maximum is {max}; please correct it.");
        missing: fn(usize) = |n| format!("还有 {n} 项未评分"), |n| format!("{} not scored yet", super::many(n, "indicator", "indicators"));
        weights_sum: fn(i64) = |sum| format!("各部分权重之和为 {sum}，应为 100，请调整。"), |sum| format!("The weights add up to {sum} instead of 100; please adjust them.");
        score_of: fn(&str) = |code| format!("{code} 得分"), |code| format!("Points for {code}");
        sheet_title: fn(&str, i64) = |office, year| format!("{office} {year} 年度考核表"), |office, year| format!("{office}, {year}");
        grade_above: fn(&str, &str) = |grade, min| format!("{grade}：{min} 分及以上"), |grade, min| format!("{grade}: {min} and above");
    }
}
