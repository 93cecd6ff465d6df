//! A small file as a series of codes on the screen, and codes read back.

texts! {
    /// Words of showing and reading codes.
    Codes {
        show_title: "用二维码交出", "Hand on as codes";
        show_intro: "两台电脑之间没有网络、也不便用 U 盘时，可以把小文件变成一组二维码，由对方的摄像头逐张读取，或拍成照片再读取。",
            "Where two machines share no network and no stick, a small file can go as a series of codes that the other machine reads with its camera or from pictures.";
        show: "显示二维码", "Show the codes";
        // What a passer-by's camera can take; a lock keeps it from them.
        show_warning: "看得到屏幕的人都能拍下这些二维码。内容不宜让旁人知道的，请先用口令锁上文件。",
            "Anybody who sees the screen can take the codes. Lock the file with a passphrase first if others should not read it.";
        show_help: "请把屏幕调亮，让对方的摄像头对准二维码。读完一张再换下一张，漏了可以回头补。",
            "Turn the screen up and let the other camera face the code. Go on when one is read; a missed one can be shown again.";
        next: "下一张", "Next";
        previous: "上一张", "Previous";
        by_itself: "自动换张", "Change by itself";
        stop: "停下", "Stop";
        too_large: "内容太多，二维码放不下。请改用文件交换，或者“只导出新修改”。",
            "Too much for codes. Please use a file instead, or export only what is new.";
        read_title: "读取二维码", "Read codes";
        read_intro: "用摄像头对准对方屏幕上的二维码，或选择拍好的照片。先后次序不限，重复读取也没有关系。",
            "Face the codes on the other screen with the camera, or choose pictures of them. In any order, as often as you like.";
        use_camera: "用摄像头读取", "Read with the camera";
        choose_pictures: "选择照片", "Choose pictures";
        drop_pictures: "照片也可以拖到这里，一次可以多张。", "Pictures can be dropped here as well, several at once.";
        hold_still: "请拿稳，让二维码占满画面的大半。", "Hold still, and let the code fill most of the picture.";
        reading: "正在读取…", "Reading…";
        no_camera: "摄像头打不开。请检查连接和浏览器的权限，或者改用照片。",
            "The camera cannot be opened. Check that it is connected and allowed, or choose pictures instead.";
        camera_barred: "网页不是从 https 地址打开的，浏览器不允许使用摄像头。请把对方屏幕上的二维码逐张拍成照片，再选择这些照片。",
            "This page was not opened from an https address, so the browser allows no camera. Take pictures of the codes on the other screen and choose them here.";
        none_found: "图片里没有找到二维码。请靠近一些、对准屏幕再拍，不要反光。",
            "No code was found in the picture. Please take it again from closer and straight on, without glare.";
        unreadable: "看到了二维码，但是读不清。请拿稳、靠近一些再试。",
            "There is a code, but it cannot be read. Hold still, come closer and try again.";
        picture_too_large: "图片太大，没有读取。请换一张小一些的。", "The picture is too large and was not read. Please choose a smaller one.";
        picture_damaged: "图片打不开。请换一张，或者重新拍。", "The picture cannot be opened. Please choose another, or take it again.";
        other_code: "这不是本程序的二维码，没有读取。请对准对方屏幕上显示的那一组。",
            "This is no code of this program and was not read. Please face the series on the other screen.";
        newer_version: "这组二维码由更新版本生成，本版本读不了。请先更新本程序，再读取。",
            "These codes were made by a newer version. Update this program, then read them.";
        damaged: "这张二维码的内容不完整，没有读取。请再读一次。", "This code's content is incomplete and was not taken. Please read it again.";
        other_series: "这张二维码属于另一份文件，没有读取。请接着读原来的一组；要换成这一份，请点“重新开始”。",
            "This code belongs to another file and was not taken. Go on with the series begun, or start over to read this one.";
        start_over: "重新开始", "Start over";
        already_read: "这一张已经读过了。", "This one was read before.";
        altered: "各张都读到了，但拼起来与原文件不符，没有导入。请让对方重新显示，再从头读取。",
            "All parts came, but together they are not the file they were made from; nothing was imported. Have the codes shown anew and start over.";
        unpacks_too_large: "这组二维码的内容超出允许的大小，没有读取。请对方改用文件。",
            "What these codes hold is larger than allowed and was not read. Please ask for a file.";
        done: "全部读到了，内容完整。", "All parts are here, and the file is whole.";
        go_on: "核对并导入", "Check and take in";
    }
    filled {
        part_of: fn(usize, usize) = |n, of| format!("第 {n} 张，共 {of} 张"), |n, of| format!("Part {n} of {of}");
        taken: fn(usize, usize) = |held, of| format!("已读到 {held} 张，共 {of} 张"), |held, of| format!("{held} of {of} read");
        missing: fn(&str) = |numbers| format!("还缺第 {numbers} 张，请对方再显示。"), |numbers| format!("Still missing: {numbers}. Please have them shown again.");
        contradicts: fn(usize) = |n| format!("第 {n} 张与先前读到的内容不同，没有读取。请让对方重新显示，再从头读取。"),
            |n| format!("Part {n} differs from what was read before and was not taken. Have the codes shown anew and start over.");
        how_many: fn(usize) = |n| format!("共 {n} 张二维码"), |n| super::many(n, "code", "codes");
        limit: fn(&str, usize) = |size, codes| format!("最多 {codes} 张，压缩后不超过 {size}。"), |size, codes| format!("At most {codes} codes, {size} packed.");
    }
}
